import * as v from 'valibot';
import { lookEntries, NO_LOOK } from '@/lib/trace-look';
import { layoutSchema, type TableLayout } from '@/ui/data-table/layout';
import { STATES, WINDOWS } from './filter';
import { GROUPS, STEPS } from './groups';

export const SHOWN = ['table', 'charts'] as const;

export type Sort = { id: string; descending: boolean };
export const NEWEST_FIRST: Sort = { id: 'time', descending: true };

/** The table's own columns, in its own order. */
export const FIRST_LAYOUT: TableLayout = { order: [], widths: {}, pinned: [] };

const entries = {
  q: v.string(),
  state: v.picklist(STATES),
  window: v.picklist(WINDOWS),
  /** A part of the time, from and to in milliseconds since 1970, in place of the window; empty for none. */
  range: v.array(v.number()),
  /** An assessment's name, `*` for any; empty for traces without one, too. */
  assessed: v.string(),
  sort: v.object({ id: v.string(), descending: v.boolean() }),
  layout: layoutSchema,
  show: v.picklist(SHOWN),
  /** Whether what happens meanwhile is shown. */
  live: v.boolean(),
  /** By what charts put traces together, and into intervals of which length. */
  group: v.picklist(GROUPS),
  step: v.picklist(STEPS),
  /** Charts that are shown as tables, and the one that fills the window. */
  tables: v.array(v.string()),
  full: v.string(),
  /** The trace that is open beside the list, by the name that MLflow gives it. */
  selectedEvaluationId: v.string(),
  ...lookEntries,
};

/** What the address keeps of a list of traces. */
export type TraceListState = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

const unchanged: TraceListState = {
  q: '',
  state: 'all',
  window: 'all',
  range: [],
  assessed: '',
  sort: NEWEST_FIRST,
  layout: FIRST_LAYOUT,
  show: 'table',
  live: true,
  group: 'all',
  step: 'auto',
  tables: [],
  full: '',
  selectedEvaluationId: '',
  ...NO_LOOK,
};

export const traceList = { entries, unchanged };
