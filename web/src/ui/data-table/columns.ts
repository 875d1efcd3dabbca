import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
  type Column as TanStackColumn,
  type ColumnDef,
  type Header,
} from '@tanstack/react-table';
import { useMemo, type ReactNode } from 'react';

/** One column of a table of `Row`. */
export type Column<Row> = {
  id: string;
  /** What it is called: shown, unless `header` shows something else. */
  name: string;
  header?: ReactNode;
  cell: (row: Row) => ReactNode;
  /** In pixels, until a person drags it. */
  width?: number;
  /** Figures, which line up at their end. */
  numeric?: boolean;
  sortable?: boolean;
  /** Cannot be hidden. */
  fixed?: boolean;
};

/** What a person made of the columns: their order, widths, and which stay in sight at the start. */
export type ColumnLayout = { order: string[]; widths: Record<string, number>; pinned: string[] };

export const NO_LAYOUT: ColumnLayout = { order: [], widths: {}, pinned: [] };

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
});
type Features = typeof features;
type Meta<Row> = { column: Column<Row> };
export type LaidColumn = TanStackColumn<Features, object>;
export type LaidHeader = Header<Features, object>;

const DEFAULT_WIDTH = 160;
const LEAST_WIDTH = 56;
const NO_ROWS: object[] = [];

/** The columns in the order and widths of a layout; rows are not the library's, since most of them are not loaded. */
export function useColumns<Row>(
  columns: readonly Column<Row>[],
  layout: ColumnLayout,
  onLayout: (layout: ColumnLayout) => void,
) {
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<Features, object> => ({
        id: column.id,
        header: column.name,
        size: column.width ?? DEFAULT_WIDTH,
        minSize: LEAST_WIDTH,
        meta: { column } satisfies Meta<Row> as object,
      })),
    [columns],
  );
  return useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    columnResizeMode: 'onEnd',
    state: {
      columnOrder: layout.order,
      columnSizing: layout.widths,
      columnPinning: { start: layout.pinned, end: [] },
    },
    onColumnSizingChange: (change) => {
      const widths = typeof change === 'function' ? change(layout.widths) : change;
      onLayout({ ...layout, widths });
    },
  });
}

/** The column of ours that one of the library's stands for. */
export function columnOf<Row>(laid: LaidColumn): Column<Row> {
  return (laid.columnDef.meta as unknown as Meta<Row>).column;
}

/** The ids with one of them at another place. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((other) => other !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

export const SELECT_WIDTH = 40;

/** Where each pinned column stays, from the start of the table. */
export function pinnedOffsets(headers: readonly LaidHeader[], pinnedCount: number, isSelectable: boolean): number[] {
  const offsets: number[] = [];
  let offset = isSelectable ? SELECT_WIDTH : 0;
  for (const header of headers.slice(0, pinnedCount)) {
    offsets.push(offset);
    offset += header.getSize();
  }
  return offsets;
}
