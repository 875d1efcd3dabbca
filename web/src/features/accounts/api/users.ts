import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

/** Somebody with their roles. */
export type { ListUsersListed as User } from '@/api/schema.gen';

/** The fewest characters of a password. */
export const SHORTEST_PASSWORD = 12;

/** What else is shown of accounts: one of them may be one's own. */
const KINDS = ['users', 'session', 'roles', 'permissions', 'principals'] as const;

type Name = { username: string; password: string };

export const useAddUser = () =>
  useChange(KINDS, (body: Name) => answer(api.POST('/ajax-api/2.0/mlflow/users/create', { body })));

export const useResetPassword = () =>
  useChange(KINDS, (body: Name) => answer(api.PATCH('/ajax-api/2.0/mlflow/users/update-password', { body })));

export const useSetAdmin = () =>
  useChange(KINDS, ({ username, isAdmin }: { username: string; isAdmin: boolean }) =>
    answer(api.PATCH('/ajax-api/2.0/mlflow/users/update-admin', { body: { username, is_admin: isAdmin } })),
  );

export const useDeleteUser = () =>
  useChange(KINDS, (username: string) =>
    answer(api.DELETE('/ajax-api/2.0/mlflow/users/delete', { body: { username } })),
  );
