import { queryOptions } from '@tanstack/react-query';
import type { Workspace } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { DEFAULT_WORKSPACE, WORKSPACE_HEADER } from './workspace';

export type { Workspace };

/** Those that one may see something of, by name. They are asked for where everybody may ask. */
export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const headers = { [WORKSPACE_HEADER]: DEFAULT_WORKSPACE };
    return (await answer(api.GET('/ajax-api/3.0/mlflow/workspaces', { headers, signal }))).workspaces ?? [];
  },
});
