import { queryOptions } from '@tanstack/react-query';
import type { ListSecretsResponse } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import type { ServingEndpoint } from '@/lib/endpoints';

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

/** White space beside a reference does not matter. */
const REFERENCE = /^\{\{\s*secrets\/([^/]+)\/([^/]+?)\s*\}\}$/;

/** The endpoints of which a variable refers to a secret: of what they serve, or are to serve next. */
export function usersOf(endpoints: readonly ServingEndpoint[], scope: string, key: string): ServingEndpoint[] {
  const isReference = (value: string) => {
    const [, scopeThere, keyThere] = REFERENCE.exec(value) ?? [];
    return scopeThere !== undefined && keyThere !== undefined && isSame(scopeThere, scope) && isSame(keyThere, key);
  };
  return endpoints.filter(({ config, pending_config: pending }) =>
    [config, pending]
      .flatMap((one) => one?.served_entities ?? [])
      .some(({ environment_vars: variables }) => Object.values(variables ?? {}).some(isReference)),
  );
}
