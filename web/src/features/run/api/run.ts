import type { QueryClient } from '@tanstack/react-query';
import type { Metric, Run, RunInfo, Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import type { RunChange } from '@/lib/live';
import { NOTE } from '@/lib/note';
import { changedRun, runQuery } from '@/lib/run-query';

export type { Metric, Run, RunInfo };

/** Parameters of one request, which the API limits. */
const PARAMS_AT_ONCE = 100;
/** Tags that say what happened to one run and are not true of its copy. */
const OF_ONE_RUN = new Set(['mlflow.runName', 'mlflow.log-model.history', 'cairn.closedBecause']);

export function tagsOf(run: Run): Record<string, string> {
  return Object.fromEntries((run.data.tags ?? []).map((tag) => [tag.key, tag.value]));
}

export function noteOf(run: Run): string {
  return tagsOf(run)[NOTE] ?? '';
}

export function isOpen({ status }: RunInfo): boolean {
  return status === 'RUNNING' || status === 'SCHEDULED';
}

export function useSetTag(runId: string) {
  return useChange('runs', (tag: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/runs/set-tag', { body: { run_id: runId, ...tag } }),
  );
}

export function useDescribe(runId: string) {
  const set = useSetTag(runId);
  return (value: string) => set.mutateAsync({ key: NOTE, value });
}

export function useDeleteTag(runId: string) {
  return useChange('runs', (key: string) =>
    api.POST('/ajax-api/2.0/mlflow/runs/delete-tag', { body: { run_id: runId, key } }),
  );
}

export function useRenameRun(runId: string) {
  return useChange('runs', (name: string) =>
    api.POST('/ajax-api/2.0/mlflow/runs/update', { body: { run_id: runId, run_name: name } }),
  );
}

export function useStopRun(runId: string) {
  return useChange('runs', () =>
    api.POST('/ajax-api/2.0/mlflow/runs/update', {
      body: { run_id: runId, status: 'KILLED', end_time: Date.now() },
    }),
  );
}

export function useDeleteRun(runId: string) {
  return useChange('runs', () => api.POST('/ajax-api/2.0/mlflow/runs/delete', { body: { run_id: runId } }));
}

export function useRestoreRun(runId: string) {
  return useChange('runs', () => api.POST('/ajax-api/2.0/mlflow/runs/restore', { body: { run_id: runId } }));
}

/** A new run with the parameters and tags of another, which waits for a program that runs it. */
export function useDuplicateRun(run: Run) {
  return useChange('runs', async (name: string) => {
    const { info } = (
      await answer(
        api.POST('/ajax-api/2.0/mlflow/runs/create', {
          body: {
            experiment_id: run.info.experiment_id,
            run_name: name,
            user_id: run.info.user_id,
            start_time: Date.now(),
            tags: (run.data.tags ?? []).filter((tag) => !OF_ONE_RUN.has(tag.key)),
          },
        }),
      )
    ).run;
    const params = run.data.params ?? [];
    for (let at = 0; at < params.length; at += PARAMS_AT_ONCE) {
      await api.POST('/ajax-api/2.0/mlflow/runs/log-batch', {
        body: { run_id: info.run_id, params: params.slice(at, at + PARAMS_AT_ONCE) },
      });
    }
    await api.POST('/ajax-api/2.0/mlflow/runs/update', { body: { run_id: info.run_id, status: 'SCHEDULED' } });
    return info;
  });
}

/** Puts what happened to a run into what is known of it. */
export function applyChange(client: QueryClient, change: RunChange): void {
  const { queryKey } = runQuery(change.run_id);
  const isPartial = change.incomplete === true || change.inputs === true || change.purged === true;
  client.setQueryData<Run>(queryKey, (run) => run && changedRun(run, change));
  if (isPartial) void client.invalidateQueries({ queryKey });
  if ((change.artifacts?.length ?? 0) > 0) void client.invalidateQueries({ queryKey: ['artifacts', change.run_id] });
}
