import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { DEFAULT_WORKSPACE, WORKSPACE_HEADER } from '@/lib/workspace';

const headers = { [WORKSPACE_HEADER]: DEFAULT_WORKSPACE };

/** What a workspace may use of the artifact store, and uses. */
export const storageQuery = (name: string) =>
  queryOptions({
    queryKey: ['workspaces', 'storage', name],
    staleTime: 10_000,
    queryFn: ({ signal }) =>
      answer(
        api.GET('/ajax-api/3.0/cairn/workspaces/{workspace_name}/storage', {
          params: { path: { workspace_name: name } },
          headers,
          signal,
        }),
      ),
  });

/** The quota is a size such as `20g`, or `off`, or `default`. */
export function useSetQuota(name: string) {
  return useChange('workspaces', (quota: string) =>
    answer(
      api.PATCH('/ajax-api/3.0/cairn/workspaces/{workspace_name}/storage', {
        params: { path: { workspace_name: name } },
        body: { quota },
        headers,
      }),
    ),
  );
}
