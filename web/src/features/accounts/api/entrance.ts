import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { answer, api } from '@/lib/api-client';
import { signedOutState } from '@/lib/signed-out';

type Name = { username: string; password: string };

/** Signs this browser in; then the page that one wanted is read. */
export function useSignIn() {
  const enter = useEntering();
  return useMutation({
    mutationFn: (body: Name) => answer(api.POST('/ajax-api/3.0/cairn/session/create', { body })),
    onSuccess: enter,
  });
}

/** Makes the first administrator, who is signed in with it and taken home: the address holds the token. */
export function useSetUp() {
  const enter = useEntering();
  const router = useRouter();
  return useMutation({
    mutationFn: (body: Name & { token: string }) => answer(api.POST('/ajax-api/3.0/cairn/session/set-up', { body })),
    onSuccess: async () => {
      await router.navigate({ to: '/', replace: true });
      enter();
    },
  });
}

/** What somebody else saw before is forgotten. */
function useEntering() {
  const client = useQueryClient();
  const router = useRouter();
  return () => {
    client.clear();
    signedOutState.set(false);
    void router.invalidate();
  };
}

/** Signs this browser out, and forgets all that it showed. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST('/ajax-api/3.0/cairn/session/delete', { body: {} })),
    onSuccess: () => {
      signedOutState.set(true);
      client.clear();
    },
  });
}
