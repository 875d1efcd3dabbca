import { queryOptions } from '@tanstack/react-query';
import type { ReadHealthResponse } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';

export type Health = ReadHealthResponse;

const REFRESH_MILLIS = 3_000;

/** How the server is, read again and again while its tab is in sight. */
export function healthQuery(isLive: boolean) {
  return queryOptions({
    queryKey: ['system', 'health'],
    queryFn: ({ signal }) => answer(api.GET('/ajax-api/3.0/cairn/health', { signal })),
    refetchInterval: isLive ? REFRESH_MILLIS : false,
  });
}
