import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';

/** Runs that one request changes. */
const AT_ONCE = 500;

function useRunChange<Variables extends { ids: readonly string[] }>(
  change: (ids: string[], variables: Variables) => Promise<unknown>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (variables: Variables) => {
      for (let from = 0; from < variables.ids.length; from += AT_ONCE) {
        await change(variables.ids.slice(from, from + AT_ONCE), variables);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
}

export function useDeleteRuns() {
  return useRunChange((ids) => answer(api.POST('/ajax-api/3.0/cairn/runs/delete', { body: { run_ids: ids } })));
}

export function useRestoreRuns() {
  return useRunChange((ids) => answer(api.POST('/ajax-api/3.0/cairn/trash/restore', { body: { run_ids: ids } })));
}

export function useTagRuns() {
  return useRunChange((ids, { key, value }: { ids: readonly string[]; key: string; value: string }) =>
    answer(api.POST('/ajax-api/3.0/cairn/runs/set-tags', { body: { run_ids: ids, tags: [{ key, value }] } })),
  );
}
