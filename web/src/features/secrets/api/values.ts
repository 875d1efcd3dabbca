import { queryOptions } from '@tanstack/react-query';
import type { ListSecretsResponse } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { configOf, type ServingEndpoint } from '@/lib/endpoints';

/** A secret without its value, which nothing here asks for. */
export type Secret = NonNullable<ListSecretsResponse['secrets']>[number];

/** As many bytes as a value may have. */
export const MOST_BYTES = 128 * 1024;

export function secretsQuery(scope: string) {
  return queryOptions({
    queryKey: ['secrets', 'values', scope],
    queryFn: async ({ signal }) => {
      const params = { query: { scope } };
      return (await answer(api.GET('/ajax-api/2.0/secrets/list', { params, signal }))).secrets ?? [];
    },
  });
}

type Put = { key: string; value: string };

export const usePutSecret = (scope: string) =>
  useChange('secrets', ({ key, value }: Put) =>
    answer(api.POST('/ajax-api/2.0/secrets/put', { body: { scope, key, string_value: value } })),
  );

export const useDeleteSecret = (scope: string) =>
  useChange('secrets', (key: string) => answer(api.POST('/ajax-api/2.0/secrets/delete', { body: { scope, key } })));

export function bytesOf(value: string): number {
  return new TextEncoder().encode(value).length;
}

/** Whether two names mean one thing: the case of letters does not matter. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** What stands for a secret in an environment variable of a model. */
export function referenceTo(scope: string, key: string): string {
  return `{{secrets/${scope}/${key}}}`;
}

/** The endpoints of which a variable refers to a secret. */
export function usersOf(endpoints: readonly ServingEndpoint[], scope: string, key: string): ServingEndpoint[] {
  const reference = referenceTo(scope, key);
  return endpoints.filter((endpoint) =>
    (configOf(endpoint).served_entities ?? []).some(({ environment_vars: variables }) =>
      Object.values(variables ?? {}).some((value) => isSame(value, reference)),
    ),
  );
}
