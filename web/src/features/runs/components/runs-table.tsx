import { useNavigate } from '@tanstack/react-router';
import { Rows3 } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { runRoute } from '@/lib/routes';
import type { Column, ColumnLayout } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { MenuItem } from '@/ui/menu';
import { ApiError } from '@/lib/api-client';
import { FailedState, LoadingState } from '@/ui/states';
import { isGroupable } from '../api/groups';
import type { RunsSearch } from '../api/search';
import { NEWEST_FIRST, type TableQuery } from '../api/table';
import { useRunMessages } from '../messages';
import type { Line } from './line';
import { NoRuns } from './no-runs';
import { openness } from './use-lines';
import { usePinned } from './use-pinned';
import type { useRunRows } from './use-run-rows';

export type Rows = Omit<ReturnType<typeof useRunRows>, 'onRange' | 'below'> & {
  onRange: ((first: number, last: number) => void) | undefined;
};

export type RunsTableProps = {
  experimentId: string;
  query: TableQuery;
  search: RunsSearch;
  change: (changes: Partial<RunsSearch>, replace?: boolean) => void;
  ids: readonly string[];
  columns: Column<Line>[];
  toggle: (line: Line) => void;
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
};

/** The table itself: what was put to the top, then the rows. */
export function RunsTable({ rows, ...props }: RunsTableProps & { rows: Rows }) {
  const { experimentId, query, search, change, ids, columns, toggle, selected, onSelect } = props;
  const t = useRunMessages();
  const navigate = useNavigate();
  const { q, view, sort, nested, group, open, hidden, layout } = search;
  const pinnedRuns = usePinned(query, search.pins);
  const pinned = useMemo(
    () => pinnedRuns.map((run): Line => ({ id: run.info.run_id, run, depth: 0, isPinned: true })),
    [pinnedRuns],
  );
  const opened = useMemo(() => new Set(open), [open]);
  const unseen = useMemo(() => new Set(hidden), [hidden]);
  const { row: rowBelow, onRange: onRangeBelow } = rows;
  const row = useCallback((index: number) => pinned[index] ?? rowBelow(index - pinned.length), [pinned, rowBelow]);
  const onRange = useCallback(
    (first: number, last: number) =>
      onRangeBelow?.(Math.max(0, first - pinned.length), Math.max(0, last - pinned.length)),
    [onRangeBelow, pinned.length],
  );

  if (rows.isLoading) return <LoadingState />;
  const isFilters = q !== '' && rows.error instanceof ApiError && rows.error.isFault; // told of beside it
  if (rows.error && !rows.hasRows && !isFilters) return <FailedState error={rows.error} onRetry={rows.refetch} />;
  return (
    <DataTable
      label={t('runs')}
      columns={columns}
      rowCount={rows.rowCount + pinned.length}
      row={row}
      rowId={(line) => line.id}
      onRange={onRange}
      sort={sort}
      onSort={(chosen) => change({ sort: chosen ?? NEWEST_FIRST })}
      layout={layout}
      onLayout={(changed: ColumnLayout) => change({ layout: { ...layout, ...changed } }, true)}
      onHide={(id) => change({ layout: { ...layout, columns: ids.filter((other) => other !== id) } })}
      columnMenu={(id) =>
        isGroupable(id) && (
          <MenuItem icon={<Rows3 />} onClick={() => change({ group: id, open: [] })}>
            {t('groupBy')}
          </MenuItem>
        )
      }
      nesting={(line) => ({ depth: line.depth, isOpen: openness(line, opened, nested) })}
      onToggle={toggle}
      look={(line) => (line.isPinned ? 'raised' : unseen.has(line.id) ? 'faint' : undefined)}
      selected={selected}
      onSelect={onSelect}
      isSelectable={(line) => line.run !== undefined}
      subject={JSON.stringify({ q, view, sort, nested, group })}
      isStale={rows.isStale}
      onOpen={(line) =>
        line.run
          ? void navigate({
              to: runRoute.to,
              params: { experimentId: line.run.info.experiment_id, runId: line.run.info.run_id },
            })
          : line.rest === undefined
            ? toggle(line)
            : rows.showMore(line.rest)
      }
      empty={<NoRuns experimentId={experimentId} isSearch={q !== ''} view={view} />}
    />
  );
}
