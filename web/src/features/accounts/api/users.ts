import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { User } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { readAnew } from '@/lib/change';

export type { User };

/** The fewest characters of a password. */
export const SHORTEST_PASSWORD = 12;

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await answer(api.GET('/ajax-api/2.0/mlflow/users/list', { signal }))).users ?? [],
});

/** Something done to an account, after which all of them are read anew: it may be one's own. */
function useChange<T>(change: (of: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => readAnew(client, 'users', 'session') });
}

type Name = { username: string; password: string };

export const useAddUser = () =>
  useChange((body: Name) => answer(api.POST('/ajax-api/2.0/mlflow/users/create', { body })));

export const useResetPassword = () =>
  useChange((body: Name) => answer(api.PATCH('/ajax-api/2.0/mlflow/users/update-password', { body })));

export const useSetAdmin = () =>
  useChange(({ username, isAdmin }: { username: string; isAdmin: boolean }) =>
    answer(api.PATCH('/ajax-api/2.0/mlflow/users/update-admin', { body: { username, is_admin: isAdmin } })),
  );

export const useDeleteUser = () =>
  useChange((username: string) => answer(api.DELETE('/ajax-api/2.0/mlflow/users/delete', { body: { username } })));
