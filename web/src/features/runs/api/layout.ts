import type { TableLayout } from '@/ui/data-table/layout';

/** The name stays in sight. */
export const FIRST_LAYOUT: TableLayout = { order: [], widths: {}, pinned: ['run_name'] };

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
