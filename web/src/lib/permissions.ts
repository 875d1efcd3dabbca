import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from './api-client';
import { useChange } from './change';
import { sessionQuery } from './session';
import { workspace } from './workspace';

/** What is shared as a whole; MLflow's name of its kind, and its id or name. */
export type Thing = { type: 'experiment' | 'registered_model' | 'prompt' | 'serving_endpoint'; id: string };

/** Levels, strongest first, each with those after it; `DENY` takes away what a role gives. */
export const LEVELS = [
  'MANAGE',
  'MANAGE_PRODUCTION_VERSIONS',
  'MANAGE_STAGING_VERSIONS',
  'EDIT',
  'USE',
  'READ',
  'DENY',
] as const;
export type Level = (typeof LEVELS)[number];

/** Those that people choose between: to use something means nothing more for what can be shared. */
export const CHOSEN_LEVELS = ['READ', 'EDIT', 'MANAGE', 'DENY'] as const satisfies readonly Level[];

/** Those of one kind of thing: with models, who may move versions to which stages; with endpoints, who may ask. */
export function levelsOf(type: Thing['type']): readonly Level[] {
  if (type === 'serving_endpoint') return ['READ', 'USE', 'MANAGE', 'DENY'];
  return type === 'registered_model'
    ? ['READ', 'EDIT', 'MANAGE_STAGING_VERSIONS', 'MANAGE_PRODUCTION_VERSIONS', 'MANAGE', 'DENY']
    : CHOSEN_LEVELS;
}

/** What somebody's roles give, in all workspaces, to the one who asks. */
export const ownPermissionsQuery = queryOptions({
  queryKey: ['permissions', 'own'],
  queryFn: ({ signal }) => answer(api.GET('/ajax-api/3.0/mlflow/users/current/permissions', { signal })),
});

/** Whether one says who may do what in the workspace of the page; false where there are no accounts. */
export function useManagesWorkspace(): boolean {
  const hasAccount = Boolean(useQuery(sessionQuery).data?.user);
  const own = useQuery({ ...ownPermissionsQuery, enabled: hasAccount }).data;
  if (!hasAccount || !own) return false;
  return own.is_admin || (own.permissions ?? []).some((one) => one.workspace === workspace && isOfAll(one));
}

function isOfAll(permission: { resource_type: string; permission: string }): boolean {
  return permission.resource_type === 'workspace' && permission.permission === 'MANAGE';
}

/** Who may do what with a thing. */
export function permissionsQuery({ type, id }: Thing) {
  return queryOptions({
    queryKey: ['permissions', type, id],
    queryFn: ({ signal }) => {
      const query = { resource_type: type, resource_id: id };
      return answer(api.GET('/ajax-api/3.0/cairn/permissions/list', { params: { query }, signal }));
    },
  });
}

/** Whom something is given to; a group may be called as a person is. */
export type Grantee = { name: string; isGroup: boolean };

/** As requests name them. */
export function named({ name, isGroup }: Grantee) {
  return isGroup ? { group_name: name } : { username: name };
}

/** Lets somebody do this with a thing, whatever they could do before. */
export function useSetPermission({ type, id }: Thing) {
  return useChange('permissions', ({ to, level }: { to: Grantee; level: Level }) => {
    const body = { ...named(to), resource_type: type, resource_id: id, permission: level };
    return answer(api.POST('/ajax-api/3.0/cairn/permissions/set', { body }));
  });
}

/** Leaves somebody with what their roles give. */
export function useRevokePermission({ type, id }: Thing) {
  return useChange('permissions', (from: Grantee) => {
    const body = { ...named(from), resource_type: type, resource_id: id };
    return answer(api.POST('/ajax-api/3.0/mlflow/users/permissions/revoke', { body }));
  });
}
