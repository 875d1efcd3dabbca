import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';
import { changePerson } from '@/lib/person';
import { signedOutState } from '@/lib/signed-out';
import { lifetimeOf, type TokenDays } from '@/lib/token-days';

export const tokensQuery = queryOptions({
  queryKey: ['account', 'tokens'],
  queryFn: async ({ signal }) => (await answer(api.GET('/ajax-api/2.0/token/list', { signal }))).token_infos ?? [],
});

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/ajax-api/3.0/cairn/sessions/list', { signal }))).sessions ?? [],
});

/** All that one may do, or to look alone. */
export type Scope = 'all-apis' | 'read';

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, lifetime, scope }: { comment: string; lifetime: TokenDays; scope: Scope }) => {
      const body = { comment, scopes: [scope], ...lifetimeOf(lifetime) };
      return answer(api.POST('/ajax-api/2.0/token/create', { body }));
    },
    onSuccess: () => client.invalidateQueries(tokensQuery),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.POST('/ajax-api/2.0/token/delete', { body: { token_id: id } })),
    onSuccess: () => client.invalidateQueries(tokensQuery),
  });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/ajax-api/3.0/cairn/sessions/delete', { body: { session_id: id } })),
    onSuccess: () => client.invalidateQueries(sessionsQuery),
  });
}

type Change = { username: string; current: string; password: string };

/** Another password of one's own. It signs all browsers out, and this one in again. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ username, current, password }: Change) => {
      const body = { username, password, current_password: current };
      await answer(api.PATCH('/ajax-api/2.0/mlflow/users/update-password', { body }));
      await answer(api.POST('/ajax-api/3.0/cairn/session/create', { body: { username, password } })).then(
        ({ user }) => changePerson(user.username),
        () => signedOutState.set(true), // the password is changed all the same: one signs in with it
      );
    },
    onSuccess: () => client.invalidateQueries(),
  });
}
