import type { ReadRunTableResponse } from '@/api/schema.gen';
import type { RunChange } from '@/lib/live';
import type { TableRun } from './table';

/** Two changes of a run as one. What the later one says of a tag holds. */
export function merged(before: RunChange | undefined, now: RunChange): RunChange {
  if (!before) return now;
  const set = new Set((now.tags ?? []).map(({ key }) => key));
  const gone = new Set(now.deleted_tags);
  return {
    ...before,
    ...now,
    ...((now.run ?? before.run) && { run: now.run ?? before.run }),
    metrics: [...(before.metrics ?? []), ...(now.metrics ?? [])],
    params: [...(before.params ?? []), ...(now.params ?? [])],
    tags: [...(before.tags ?? []).filter(({ key }) => !gone.has(key)), ...(now.tags ?? [])],
    deleted_tags: [...(before.deleted_tags ?? []).filter((key) => !set.has(key)), ...gone],
  };
}

/** Rows after what happened to a run. */
export function changedTable(table: ReadRunTableResponse, change: RunChange): ReadRunTableResponse {
  const { runs } = table;
  if (!runs?.some(({ info }) => info.run_id === change.run_id)) return table;
  return { ...table, runs: runs.map((run) => (run.info.run_id === change.run_id ? changed(run, change) : run)) };
}

/** A row after what happened to its run. */
export function changed(run: TableRun, change: RunChange): TableRun {
  const texts = (list: RunChange['tags']) => Object.fromEntries((list ?? []).map(({ key, value }) => [key, value]));
  const metrics = (change.metrics ?? []).map(({ key, value }) => [key, value] as const);
  const gone = new Set(change.deleted_tags);
  const tags = Object.entries(run.tags ?? {}).filter(([key]) => !gone.has(key));
  return {
    ...run,
    info: { ...run.info, stale: null, ...change.run }, // who tells something is not silent
    metrics: { ...run.metrics, ...(Object.fromEntries(metrics) as TableRun['metrics']) },
    params: { ...run.params, ...texts(change.params) },
    tags: { ...Object.fromEntries(tags), ...texts(change.tags) },
  };
}
