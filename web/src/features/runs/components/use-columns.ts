import { useMemo } from 'react';
import type { Column } from '@/ui/data-table/columns';
import type { TableLayout } from '@/ui/data-table/layout';
import { ATTRIBUTES, FIRST_ATTRIBUTES } from '../api/layout';
import type { TableRun } from '../api/table';
import { useRunMessages } from '../messages';
import { runColumn } from './run-columns';

const OF_RUNS: ReadonlySet<string> = new Set(ATTRIBUTES);

/**
 * The columns of the table: those that a person chose, else a few of the run's own and what the server found most runs to
 * have.
 */
export function useColumnIds(layout: TableLayout, found: readonly string[] | undefined): readonly string[] {
  const { columns } = layout;
  return useMemo(() => {
    if (columns !== undefined) return columns.includes('run_name') ? columns : ['run_name', ...columns];
    const others = (found ?? []).filter((id) => !OF_RUNS.has(id));
    return [...FIRST_ATTRIBUTES, ...others];
  }, [columns, found]);
}

export function useRunColumns(ids: readonly string[]): Column<TableRun>[] {
  const t = useRunMessages();
  return useMemo(() => ids.map((id) => runColumn(id, OF_RUNS, t)), [ids, t]);
}
