import { queryOptions } from '@tanstack/react-query';
import type { ListKeysResponse } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

/** The key that wraps others, and those; never a key itself. */
export type Keys = ListKeysResponse;
export type DataKey = NonNullable<Keys['data_keys']>[number];

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => answer(api.GET('/ajax-api/3.0/cairn/keys/list', { signal })),
});

/** Takes a new key, and new data keys. */
export const useRotateKeys = () =>
  useChange('keys', () => answer(api.POST('/ajax-api/3.0/cairn/keys/rotate', { body: {} })));
