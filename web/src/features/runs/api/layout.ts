import * as v from 'valibot';
import type { ColumnLayout } from '@/ui/data-table/columns';

/** What a person made of the table, in one object that can be kept and shared. */
export const layoutSchema = v.object({
  /** Which columns are shown; the table's own choice where there are none. */
  columns: v.optional(v.array(v.string())),
  order: v.array(v.string()),
  widths: v.record(v.string(), v.number()),
  pinned: v.array(v.string()),
});

export type RunLayout = ColumnLayout & { columns?: string[] | undefined };

/** The name stays in sight. */
export const FIRST_LAYOUT: RunLayout = { order: [], widths: {}, pinned: ['run_name'] };

/** What every run has, by the names that the filter language has for it, beside its duration. */
export const ATTRIBUTES = [
  'run_name',
  'status',
  'start_time',
  'duration',
  'end_time',
  'user_id',
  'tags.mlflow.source.name',
  'run_id',
  'datasets',
  'models',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export const FIRST_ATTRIBUTES: readonly Attribute[] = [
  'run_name',
  'start_time',
  'duration',
  'user_id',
  'tags.mlflow.source.name',
];

const OWN: ReadonlySet<string> = new Set(
  ATTRIBUTES.filter((id) => !id.includes('.') && id !== 'datasets' && id !== 'models'),
);

/** The columns that the server has to be asked for: all but those that every run has. */
export function askedColumns(columns: readonly string[]): string[] {
  return columns.filter((id) => !OWN.has(id)).sort();
}
