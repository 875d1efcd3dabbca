import { queryOptions } from '@tanstack/react-query';
import type { Role as ToldRole } from '@/api/schema.gen';
import { answer, api } from './api-client';
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
