import { queryOptions } from '@tanstack/react-query';
import type { RolePermission as ToldPermission } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { named, type Grantee, type Level } from '@/lib/permissions';
import type { Role } from '@/lib/roles';
import { workspace } from '@/lib/workspace';

export type RolePermission = ToldPermission & { id: number };

export function roleQuery(id: number) {
  return queryOptions({
    queryKey: ['roles', 'one', id],
    queryFn: async ({ signal }) => {
      const params = { query: { role_id: id } };
      return (await answer(api.GET('/ajax-api/3.0/mlflow/roles/get', { params, signal }))).role as Role;
    },
  });
}

/** Who has a role, groups first, for who manages its workspace. */
export function roleUsersQuery(id: number) {
  return queryOptions({
    queryKey: ['roles', 'users', id],
    queryFn: async ({ signal }) => {
      const params = { query: { role_id: id } };
      const found = await answer(api.GET('/ajax-api/3.0/mlflow/roles/users/list', { params, signal }));
      const people = (found.assignments ?? []).map(({ username }): Grantee => ({ name: username, isGroup: false }));
      return [...(found.groups ?? []).map((name): Grantee => ({ name, isGroup: true })), ...people];
    },
  });
}

export const useCreateRole = () =>
  useChange('roles', (words: { name: string; description: string }) =>
    answer(api.POST('/ajax-api/3.0/mlflow/roles/create', { body: { ...words, workspace } })),
  );

export const useUpdateRole = (id: number) =>
  useChange('roles', (words: { name: string; description: string }) =>
    answer(api.PATCH('/ajax-api/3.0/mlflow/roles/update', { body: { role_id: id, ...words } })),
  );

export const useDeleteRole = (id: number) =>
  useChange('roles', () => api.DELETE('/ajax-api/3.0/mlflow/roles/delete', { body: { role_id: id } }));

export type NewPermission = { type: string; pattern: string; level: Level };

export const useAddPermission = (id: number) =>
  useChange('roles', ({ type, pattern, level }: NewPermission) => {
    const body = { role_id: id, resource_type: type, resource_pattern: pattern, permission: level };
    return answer(api.POST('/ajax-api/3.0/mlflow/roles/permissions/add', { body }));
  });

export const useChangePermission = () =>
  useChange('roles', ({ id, level }: { id: number; level: Level }) => {
    const body = { role_permission_id: id, permission: level };
    return answer(api.PATCH('/ajax-api/3.0/mlflow/roles/permissions/update', { body }));
  });

export const useRemovePermission = () =>
  useChange('roles', (id: number) =>
    api.DELETE('/ajax-api/3.0/mlflow/roles/permissions/remove', { body: { role_permission_id: id } }),
  );

export const useAssignRole = (id: number) =>
  useChange('roles', (to: Grantee) =>
    answer(api.POST('/ajax-api/3.0/mlflow/roles/assign', { body: { ...named(to), role_id: id } })),
  );

export const useUnassignRole = (id: number) =>
  useChange('roles', (from: Grantee) =>
    api.DELETE('/ajax-api/3.0/mlflow/roles/unassign', { body: { ...named(from), role_id: id } }),
  );
