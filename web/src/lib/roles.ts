import { queryOptions } from '@tanstack/react-query';
import type { Role as ToldRole } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { useChange } from './change';
import { named, type Grantee } from './permissions';
import { workspace } from './workspace';

/** A role; the description of the API thinks that its id may be left out. */
export type Role = ToldRole & { id: number };

/** What begins the name of a role that holds what is granted to one person. */
const OWN = '__user_';

export function isOwn(role: { name: string }): boolean {
  return role.name.startsWith(OWN);
}

/** The roles of the workspace of the page. */
export const rolesQuery = queryOptions({
  queryKey: ['roles', 'list'],
  queryFn: async ({ signal }) => {
    const params = { query: { workspace: [workspace] } };
    return (await answer(api.GET('/ajax-api/3.0/mlflow/roles/list', { params, signal }))).roles as Role[];
  },
});

/** The roles of all workspaces, for administrators. */
export const allRolesQuery = queryOptions({
  queryKey: ['roles', 'all'],
  queryFn: async ({ signal }) => (await answer(api.GET('/ajax-api/3.0/mlflow/roles/list', { signal }))).roles as Role[],
});

/** The roles that somebody or a group has by themselves, for administrators. */
export function rolesOfQuery(of: Grantee) {
  return queryOptions({
    queryKey: ['roles', 'of', of],
    queryFn: async ({ signal }) => {
      const params = { query: named(of) };
      return (await answer(api.GET('/ajax-api/3.0/mlflow/users/roles/list', { params, signal }))).roles as Role[];
    },
  });
}

/** Gives somebody a role, or takes it. */
export function useGiveRole(to: Grantee) {
  return useChange(
    ['roles', 'users', 'permissions'],
    ({ id, isGiven }: { id: number; isGiven: boolean }): Promise<unknown> => {
      const body = { ...named(to), role_id: id };
      return isGiven
        ? answer(api.POST('/ajax-api/3.0/mlflow/roles/assign', { body }))
        : api.DELETE('/ajax-api/3.0/mlflow/roles/unassign', { body });
    },
  );
}
