import { queryOptions } from '@tanstack/react-query';
import type { RunInfo } from '@/api/schema.gen';
import { MOST_CHARTED } from '@/lib/charted-runs';
import { choiceOf, orderOf, readTable, type TableQuery } from './table';

/** As many rows of the table as charts draw, from its first one on: what the runs are, without any column. */
export function firstRuns(query: TableQuery) {
  const { experimentId, text, view, nested, sort } = query;
  return queryOptions({
    queryKey: ['runs', 'table', { experimentId, text, view, nested, sort }, 'first'],
    queryFn: ({ signal }) =>
      readTable(
        {
          experiment_id: experimentId,
          choice: choiceOf(query),
          columns: [],
          order_by: orderOf(sort),
          max_results: MOST_CHARTED,
        },
        signal,
      ),
  });
}

/** Of runs in some order those that are drawn: each once, without those that charts leave out, and no more than can be. */
export function drawnOf(runs: readonly RunInfo[], hidden: readonly string[]) {
  const unseen = new Set(hidden);
  const found = new Map<string, RunInfo>();
  for (const run of runs) if (!unseen.has(run.run_id) && !found.has(run.run_id)) found.set(run.run_id, run);
  return { runs: [...found.values()].slice(0, MOST_CHARTED), isCut: found.size > MOST_CHARTED };
}
