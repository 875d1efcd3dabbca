import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { answer, api } from '@/lib/api-client';
import { changePerson } from '@/lib/person';

type Name = { username: string; password: string };

/** Signs this browser in; then the page that one wanted is read. */
export function useSignIn() {
  return useMutation({
    mutationFn: (body: Name) => answer(api.POST('/ajax-api/3.0/cairn/session/create', { body })),
    onSuccess: ({ user }) => changePerson(user.username),
  });
}

/** Makes the first administrator, who is signed in with it and taken home: the address holds the token. */
export function useSetUp() {
  const router = useRouter();
  return useMutation({
    mutationFn: (body: Name & { token: string }) => answer(api.POST('/ajax-api/3.0/cairn/session/set-up', { body })),
    onSuccess: async ({ user }) => {
      await router.navigate({ to: '/', replace: true });
      changePerson(user.username);
    },
  });
}

/** Signs this browser out, at the provider as well if it signed in there, and forgets all that it showed. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => answer(api.POST('/ajax-api/3.0/cairn/session/delete', { body: {} })),
    onSuccess: ({ next }) => {
      changePerson(null);
      if (next !== null && next !== undefined) location.assign(next);
    },
  });
}
