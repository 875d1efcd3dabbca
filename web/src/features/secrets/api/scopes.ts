import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { ListSecretAclsResponse, ListSecretScopesResponse } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

/** Scopes of secrets that one may read. */
export type Scope = NonNullable<ListSecretScopesResponse['scopes']>[number];

/** What somebody may do with a scope, weakest first: each includes those before it. */
export const PERMISSIONS = ['READ', 'WRITE', 'MANAGE'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What stands for everybody who uses the workspace. */
export const EVERYBODY = 'users';

export const scopesQuery = queryOptions({
  queryKey: ['secrets', 'scopes'],
  queryFn: async ({ signal }) => (await answer(api.GET('/ajax-api/2.0/secrets/scopes/list', { signal }))).scopes ?? [],
});

type NewScope = { scope: string; isEverybodys: boolean };

/** A scope is managed by who makes it, or by everybody who uses the workspace. */
export const useCreateScope = () =>
  useChange('secrets', ({ scope, isEverybodys }: NewScope) => {
    const body = { scope, ...(isEverybodys && { initial_manage_principal: EVERYBODY }) };
    return answer(api.POST('/ajax-api/2.0/secrets/scopes/create', { body }));
  });

/** @param onGone is waited for before anything is read anew, since what shows the scope goes with it */
export function useDeleteScope(scope: string, onGone: () => Promise<void>) {
  const client = useQueryClient();
  return useChange('secrets', async () => {
    await answer(api.POST('/ajax-api/2.0/secrets/scopes/delete', { body: { scope } }));
    await onGone();
    for (const part of ['values', 'acls']) client.removeQueries({ queryKey: ['secrets', part, scope] });
  });
}

/** What somebody may do with a scope. */
export type Acl = NonNullable<ListSecretAclsResponse['items']>[number];

/** Who may do what with a scope, for who manages it. */
export function aclsQuery(scope: string) {
  return queryOptions({
    queryKey: ['secrets', 'acls', scope],
    queryFn: async ({ signal }) => {
      const params = { query: { scope } };
      return (await answer(api.GET('/ajax-api/2.0/secrets/acls/list', { params, signal }))).items ?? [];
    },
  });
}

type Given = { principal: string; permission: Permission };

/** Lets somebody do this with a scope, whatever they could do before. */
export const useGive = (scope: string) =>
  useChange('secrets', (given: Given) =>
    answer(api.POST('/ajax-api/2.0/secrets/acls/put', { body: { scope, ...given } })),
  );

/** @param onGone is called before anything is read anew: who takes it from themselves no longer sees the list */
export const useTakeAway = (scope: string, onGone: (principal: string) => void) =>
  useChange('secrets', async (principal: string) => {
    await answer(api.POST('/ajax-api/2.0/secrets/acls/delete', { body: { scope, principal } }));
    onGone(principal);
  });
