import { queryOptions } from '@tanstack/react-query';
import type { RunInfo } from '@/api/schema.gen';
import { choiceOf, orderOf, readTable, tableBody, type TableQuery, type TableRun } from './table';

/** Runs below a row that are read, and shown, at once. */
export const BELOW_ROWS = 500;

/** Runs may name one another as parents in a circle. */
export const MOST_DEPTH = 8;

/** Below which row runs stand: their parent's, or that of their group. */
type Place = { parent_run_id: string } | { group: { column: string; value?: string } };

/** A part of the runs that stand below a row. */
export function runsBelow(query: TableQuery, place: Place, part: number) {
  return queryOptions({
    queryKey: ['runs', 'table', query, 'below', place, part],
    queryFn: ({ signal }) =>
      readTable(
        {
          ...tableBody(query),
          choice: { ...choiceOf({ ...query, nested: false }), ...place },
          order_by: orderOf(query.sort),
          offset: part * BELOW_ROWS,
          max_results: BELOW_ROWS,
        },
        signal,
      ),
  });
}

/** What stands below rows that are open, by the id of the row, and whether there are others. */
export type Below = ReadonlyMap<string, { runs: readonly TableRun[]; more: boolean }>;

/** A run, and what is shown below it. */
export function withBelow({ info }: TableRun, below: Below, depth = 0): RunInfo[] {
  if (depth > MOST_DEPTH) return [info];
  return [info, ...(below.get(info.run_id)?.runs ?? []).flatMap((run) => withBelow(run, below, depth + 1))];
}
