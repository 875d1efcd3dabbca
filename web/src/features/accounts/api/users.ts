import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';
import { readAnew } from '@/lib/change';

/** Somebody with their roles. */
export type { ListUsersListed as User } from '@/api/schema.gen';

/** The fewest characters of a password. */
export const SHORTEST_PASSWORD = 12;

/** Something done to an account, after which all of them are read anew: it may be one's own. */
function useChange<T>(change: (of: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => readAnew(client, 'users', 'session', 'roles', 'permissions'),
  });
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

type Assignment = { username: string; roleId: number; isGiven: boolean };

/** Gives somebody a role, or takes it. */
export const useGiveRole = () =>
  useChange(({ username, roleId, isGiven }: Assignment) => {
    const body = { username, role_id: roleId };
    return isGiven
      ? answer(api.POST('/ajax-api/3.0/mlflow/roles/assign', { body }))
      : api.DELETE('/ajax-api/3.0/mlflow/roles/unassign', { body });
  });
