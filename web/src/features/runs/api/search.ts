import * as v from 'valibot';
import { layoutSchema } from '@/ui/data-table/layout';
import { askedColumns, FIRST_LAYOUT } from './layout';
import { NEWEST_FIRST, RUN_VIEWS, type TableQuery } from './table';

export const AGGREGATES = ['mean', 'min', 'max', 'best'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export const SHOWN = ['table', 'both', 'charts'] as const;

const entries = {
  /** A filter, or words. */
  q: v.string(),
  view: v.picklist(RUN_VIEWS),
  sort: v.object({ id: v.string(), descending: v.boolean() }),
  /** Whether children stand below their parents. */
  nested: v.boolean(),
  /** What is open: ids of runs, or values of groups. */
  open: v.array(v.string()),
  /** The column by whose values runs are put together; none where it is empty. */
  group: v.string(),
  aggregate: v.picklist(AGGREGATES),
  /** Ids of runs that stay at the top. */
  pins: v.array(v.string()),
  /** Ids of runs that charts leave out. */
  hidden: v.array(v.string()),
  layout: layoutSchema,
  show: v.picklist(SHOWN),
  /** Of the table beside charts, in percent of the width. */
  share: v.number(),
  live: v.boolean(),
};

/** What the address of the runs of an experiment keeps. */
export type RunsSearch = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

const unchanged: RunsSearch = {
  q: '',
  view: 'ACTIVE_ONLY',
  sort: NEWEST_FIRST,
  nested: false,
  open: [],
  group: '',
  aggregate: 'mean',
  pins: [],
  hidden: [],
  layout: FIRST_LAYOUT,
  show: 'table',
  share: 50,
  live: true,
};

export const runsSearch = { entries, unchanged };

/** What the table asks the server for. */
export function queryOf(
  experimentId: string,
  search: Pick<RunsSearch, 'q' | 'view' | 'sort' | 'nested' | 'group' | 'layout'>,
): TableQuery {
  const { q, view, sort, nested, group, layout } = search;
  return {
    experimentId,
    text: q,
    view,
    sort,
    nested: nested && group === '',
    columns: layout.columns && askedColumns(layout.columns),
  };
}
