import type { Query, QueryClient, QueryFunction } from '@tanstack/react-query';
import type { ReadRunTableResponse, RunInfo } from '@/api/schema.gen';
import { goneRows, newRows } from '@/lib/fresh-rows';
import type { RunChange } from '@/lib/live';
import { changed } from './changed-rows';

const TABLES = { queryKey: ['runs', 'table'] };

/** The runs in sight that are under way. */
export function running(client: QueryClient): RunInfo[] {
  const runs = shownTables(client).flatMap(({ state }) => state.data?.runs ?? []);
  return [
    ...new Map(runs.filter(({ info }) => info.status === 'RUNNING').map(({ info }) => [info.run_id, info])).values(),
  ];
}

/**
 * Changes the rows that are known.
 *
 * @returns ids of runs that began and are in no row
 */
export function patch(client: QueryClient, changes: ReadonlyMap<string, RunChange>): string[] {
  const unknown = new Set(
    [...changes].filter(([, change]) => change.run?.status === 'RUNNING').map(([runId]) => runId),
  );
  // Those out of sight are read anew when they are looked at: a value that is put into one would make it look fresh.
  void client.invalidateQueries({ ...TABLES, type: 'inactive', refetchType: 'none' });
  client.setQueriesData<ReadRunTableResponse>({ ...TABLES, type: 'active' }, (table) => {
    if (!table?.runs?.some((run) => changes.has(run.info.run_id))) return table;
    return {
      ...table,
      runs: table.runs.map((run) => {
        const change = changes.get(run.info.run_id);
        unknown.delete(run.info.run_id);
        return change ? changed(run, change) : run;
      }),
    };
  });
  return [...unknown];
}

/** The ids of all runs that stand in a row. */
export function shownIds(client: QueryClient): ReadonlySet<string> {
  return new Set(shownTables(client).flatMap(({ state }) => idsOf(state.data)));
}

/**
 * Reads the rows that are shown, or are being read, once more, since what happened meanwhile was not told: they change
 * where they stand.
 *
 * @returns ids of runs that are new; undefined where others are gone, so that no row stands where it stood
 */
export async function readOnceMore(client: QueryClient): Promise<string[] | undefined> {
  const looks = await Promise.all(shownTables(client).map((table) => lookAgain(client, table)));
  const shown = shownIds(client);
  return looks.every((look) => look !== undefined) ? looks.flat().filter((id) => !shown.has(id)) : undefined;
}

async function lookAgain(client: QueryClient, table: Table): Promise<string[] | undefined> {
  await table.promise?.catch(() => undefined);
  const { data: before, dataUpdatedAt: updatedAt } = table.state;
  if (before === undefined) return [];
  const queryFn = table.options.queryFn as QueryFunction<ReadRunTableResponse>;
  const queryKey = ['runs', 'again', table.queryHash];
  const now = await client.query({ queryKey, queryFn, staleTime: 0, gcTime: 0 }).catch(() => undefined);
  if (!now) return undefined;
  const rows = new Map(now.runs?.map((run) => [run.info.run_id, run]));
  client.setQueryData<ReadRunTableResponse>(
    table.queryKey,
    (latest) => latest && { ...latest, runs: (latest.runs ?? []).map((run) => rows.get(run.info.run_id) ?? run) },
    { updatedAt },
  );
  const [known, ids] = [idsOf(before), idsOf(now)];
  return goneRows(known, ids, now.more !== true).length > 0 ? undefined : newRows(ids, new Set(known));
}

type Table = Query<ReadRunTableResponse>;

function shownTables(client: QueryClient): Table[] {
  return client.getQueryCache().findAll({ ...TABLES, type: 'active' }) as unknown as Table[];
}

function idsOf(table: ReadRunTableResponse | undefined): string[] {
  return (table?.runs ?? []).map(({ info }) => info.run_id);
}
