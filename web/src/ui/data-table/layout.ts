import * as v from 'valibot';
import type { ColumnLayout } from './columns';

/** What a person made of a table, in one object that an address or a view keeps. */
export const layoutSchema = v.object({
  /** Which columns are shown; the table's own choice where there are none. */
  columns: v.optional(v.array(v.string())),
  order: v.array(v.string()),
  widths: v.record(v.string(), v.number()),
  pinned: v.array(v.string()),
});

export type TableLayout = ColumnLayout & { columns?: string[] | undefined };
