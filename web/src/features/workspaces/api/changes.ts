import type { Workspace } from '@/api/schema.gen';
import { answer, api, ask, SERVER } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { DEFAULT_WORKSPACE, WORKSPACE_HEADER } from '@/lib/workspace';

/** What becomes of the things of a workspace that is deleted: it has none, they move, or they go with it. */
export const DELETIONS = ['RESTRICT', 'SET_DEFAULT', 'CASCADE'] as const;
export type Deletion = (typeof DELETIONS)[number];

const headers = { [WORKSPACE_HEADER]: DEFAULT_WORKSPACE };

export function useCreateWorkspace() {
  return useChange('workspaces', (body: Workspace) =>
    answer(api.POST('/ajax-api/3.0/mlflow/workspaces', { body, headers })),
  );
}

/** An empty text takes away what was there. */
export function useUpdateWorkspace() {
  return useChange('workspaces', ({ name, ...body }: Workspace) =>
    answer(
      api.PATCH('/ajax-api/3.0/mlflow/workspaces/{workspace_name}', {
        params: { path: { workspace_name: name } },
        body,
        headers,
      }),
    ),
  );
}

export function useDeleteWorkspace() {
  return useChange('workspaces', ({ name, mode }: { name: string; mode: Deletion }) =>
    ask(`${SERVER}/ajax-api/3.0/mlflow/workspaces/${encodeURIComponent(name)}?mode=${mode}`, {
      method: 'DELETE',
      headers,
    }),
  );
}
