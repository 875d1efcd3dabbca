import { queryOptions } from '@tanstack/react-query';
import type { ReadRunTable, RunRow } from '@/api/schema.gen';
import { answer, api, SERVER } from '@/lib/api-client';
import { quotedKey, quotedText } from '@/lib/filter';
import { withHeard } from '@/lib/heard';
import { inWorkspace } from '@/lib/workspace';
import { changedTable } from './changed-rows';
import { filterOf } from './filter-text';
import { askedColumns } from './layout';

/** A run as a row of the table: what it is, and what it has in the columns that were asked for. */
export type TableRun = RunRow;

export const RUN_VIEWS = ['ACTIVE_ONLY', 'DELETED_ONLY'] as const;
export type RunView = (typeof RUN_VIEWS)[number];

export type Sort = { id: string; descending: boolean };
export const NEWEST_FIRST: Sort = { id: 'start_time', descending: true };

/** Rows that are asked for at once. */
export const PAGE_ROWS = 100;

/** Of how many columns of metrics and of params the server decides where nobody has chosen any. */
const DEFAULT_COLUMNS = 5;

/** What the table shows, without where one looks. */
export type TableQuery = {
  experimentId: string;
  /** As it was typed: a filter, or words. */
  text: string;
  view: RunView;
  sort: Sort;
  nested: boolean;
  /** Columns beside a run's own; the server decides where there are none. */
  columns: readonly string[] | undefined;
};

/** The parts of a table's query that say which runs are meant. */
export function choiceOf({ text, view, nested }: Pick<TableQuery, 'text' | 'view' | 'nested'>) {
  const filter = filterOf(text);
  return { run_view_type: view, ...(filter !== '' && { filter }), ...(nested && { nested }) };
}

export function orderOf({ id, descending }: Sort): string[] {
  const dot = id.indexOf('.');
  const field = dot < 0 ? `attributes.${id}` : `${id.slice(0, dot)}.${quotedKey(id.slice(dot + 1))}`;
  return [`${field} ${descending ? 'DESC' : 'ASC'}`];
}

function columnsOf(columns: readonly string[] | undefined) {
  return columns === undefined
    ? { default_columns: DEFAULT_COLUMNS, columns: ['tags.mlflow.source.name'] }
    : { columns: [...columns] };
}

/** What each request for rows says beside which ones. */
export function tableBody({ experimentId, columns }: TableQuery) {
  return { experiment_id: experimentId, ...columnsOf(columns) };
}

/** Some rows, with what is heard of them while they are read. */
export function readTable(body: ReadRunTable, signal: AbortSignal) {
  return withHeard(() => answer(api.POST('/ajax-api/3.0/cairn/runs/table', { body, signal })), changedTable);
}

/** Where all matching runs are as a file, with the columns that are shown. */
export function csvAddress(query: TableQuery, columns: readonly string[]): string {
  const { run_view_type: view, filter } = choiceOf({ ...query, nested: false });
  const parts = [
    ['run_view_type', view],
    ...(filter === undefined ? [] : [['filter', filter]]),
    ...orderOf(query.sort).map((order) => ['order_by', order]),
    ...askedColumns(columns).map((column) => ['columns', column]),
  ] as [string, string][];
  const experiment = encodeURIComponent(query.experimentId);
  const file = `${SERVER}/ajax-api/3.0/cairn/experiments/${experiment}/runs.csv`;
  return inWorkspace(`${file}?${new URLSearchParams(parts).toString()}`);
}

/** Runs by their ids. */
export function pinnedRuns(query: TableQuery, ids: readonly string[]) {
  return queryOptions({
    queryKey: ['runs', 'table', query, 'pinned', ids],
    queryFn: ({ signal }) =>
      readTable(
        {
          ...tableBody(query),
          choice: { run_view_type: 'ALL', filter: `attributes.run_id IN (${ids.map(quotedText).join(', ')})` },
          order_by: [],
          max_results: Math.max(1, ids.length),
        },
        signal,
      ),
  });
}

/** A hundred rows of the table. */
export function tablePage(query: TableQuery, page: number) {
  return queryOptions({
    queryKey: ['runs', 'table', query, page],
    queryFn: ({ signal }) =>
      readTable(
        {
          ...tableBody(query),
          choice: choiceOf(query),
          order_by: orderOf(query.sort),
          offset: page * PAGE_ROWS,
          max_results: PAGE_ROWS,
        },
        signal,
      ),
  });
}

/** How many runs match, and how many there are. */
export function tableCount({ experimentId, text, view, nested }: TableQuery) {
  return queryOptions({
    queryKey: ['runs', 'count', { experimentId, text, view, nested }],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/ajax-api/3.0/cairn/runs/count', {
          body: { experiment_id: experimentId, choice: choiceOf({ text, view, nested }) },
          signal,
        }),
      ),
  });
}

export type KeyKind = 'metrics' | 'params' | 'tags';

/** The first keys of an experiment that hold a text, and whether there are others. */
export function runKeys(experimentId: string, kind: KeyKind, contains: string, most: number) {
  return queryOptions({
    queryKey: ['runs', 'keys', experimentId, kind, contains, most],
    queryFn: async ({ signal }) => {
      const params = { path: { experiment_id: experimentId }, query: { kind, contains, max_results: most } };
      const found = await answer(api.GET('/ajax-api/3.0/cairn/experiments/{experiment_id}/keys', { params, signal }));
      return { keys: found.keys ?? [], more: found.more === true };
    },
  });
}
