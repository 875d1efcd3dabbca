import { queryOptions, useQuery } from '@tanstack/react-query';
import type { GetSessionResponse } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { seePerson } from './person';
import { signedOutState } from './signed-out';

/** Whether the server has accounts, and who is signed in here. */
export type Session = GetSessionResponse;

/** Asks the server who one is; if that is nobody, it is time to sign in. */
export async function readSession(signal?: AbortSignal): Promise<Session> {
  const session = await answer(api.GET('/ajax-api/3.0/cairn/session/get', signal ? { signal } : {}));
  if (session.user) seePerson(session.user.username);
  else if (session.accounts) signedOutState.set(true);
  return session;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  refetchOnWindowFocus: 'always', // a tab that slept was not told who signed in meanwhile
  queryFn: ({ signal }) => readSession(signal),
});

/** Whether one may do everything: administrators, and everybody where there are no accounts. */
export function useIsAdmin(): boolean {
  const session = useQuery(sessionQuery).data;
  return session !== undefined && (!session.accounts || session.user?.is_admin === true);
}

/** Whether people have accounts, so that one of them is signed in. */
export function useHasAccounts(): boolean {
  return Boolean(useQuery(sessionQuery).data?.user);
}
