import { queryOptions } from '@tanstack/react-query';
import type { Run } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { withHeard } from './heard';
import type { RunChange } from './live';

/** One run whole. Screens that show it share what was read, and what its stream of changes told since. */
export function runQuery(runId: string) {
  const params = { query: { run_id: runId } };
  return queryOptions({
    queryKey: ['runs', 'one', runId],
    queryFn: ({ signal }) =>
      withHeard(
        async () => (await answer(api.GET('/ajax-api/2.0/mlflow/runs/get', { params, signal }))).run,
        changedRun,
      ),
  });
}

/** A run after what happened to it. */
export function changedRun(run: Run, change: RunChange): Run {
  if (run.info.run_id !== change.run_id) return run;
  const deleted = new Set(change.deleted_tags);
  const tags = (run.data.tags ?? []).filter((tag) => !deleted.has(tag.key));
  return {
    ...run,
    info: { ...run.info, stale: null, ...change.run }, // who tells something is not silent
    data: {
      metrics: merged(
        run.data.metrics,
        change.metrics,
        ({ key, model_id: model, dataset_name: name, dataset_digest: digest }) =>
          JSON.stringify([key, model, name, digest]),
      ),
      params: merged(run.data.params, change.params, ({ key }) => key),
      tags: merged(tags, change.tags, ({ key }) => key),
    },
  };
}

/** The rows of before, with those that changed in their places and new ones behind. */
function merged<Row>(before: Row[] = [], changes: Row[] = [], id: (row: Row) => string): Row[] {
  if (changes.length === 0) return before;
  const rows = new Map(before.map((row) => [id(row), row]));
  for (const row of changes) rows.set(id(row), row);
  return [...rows.values()];
}
