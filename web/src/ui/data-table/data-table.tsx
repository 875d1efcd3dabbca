import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { keysOf, useActiveRow } from './active-row';
import { moved, NO_LAYOUT, SELECT_WIDTH, useColumns, type Column, type ColumnLayout } from './columns';
import styles from './data-table.module.css';
import { HeaderMenu, type HeaderMenuTarget } from './header-menu';
import { HeaderRow, type Sort } from './header-row';
import { useOwnLayout } from './own-layout';
import { Row } from './row';
import { useRowKeys } from './row-keys';
import { useSelection } from './selection';

const ROW_HEIGHT = 36;
const HEADER_HEIGHT = 36;
const ROWS_BEYOND = 12;
const COLUMNS_BEYOND = 3;

type DataTableProps<T> = {
  /** What the rows are, for those who listen. */
  label: string;
  columns: readonly Column<T>[];
  /** How many rows there are, loaded or not. */
  rowCount: number;
  /** A row by its place; undefined while it is on its way. */
  row: (index: number) => T | undefined;
  rowId: (row: T) => string;
  /** Tells which rows are in sight, so that they can be loaded. */
  onRange?: (first: number, last: number) => void;
  sort?: Sort | undefined;
  onSort?: (sort: Sort | undefined) => void;
  layout?: ColumnLayout;
  onLayout?: (layout: ColumnLayout) => void;
  /** What this browser keeps the widths of columns by, where nobody is told of the layout. */
  keptAs?: string;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  /** Whether a row can be selected; all can where this is not given. */
  isSelectable?: (row: T) => boolean;
  /** How deep a row stands in a tree, and whether what is below it is shown; undefined where there is nothing below. */
  nesting?: (row: T) => { depth: number; isOpen: boolean | undefined };
  /** Shows or hides what is below a row: the right and left arrows. */
  onToggle?: (row: T) => void;
  /** How a row looks: those that are `faint` are less important, `raised` ones stay in mind. */
  look?: (row: T) => 'faint' | 'raised' | undefined;
  /** Takes a column away. */
  onHide?: (id: string) => void;
  /** What else can be done with a column, as menu items. */
  columnMenu?: (id: string) => ReactNode;
  /** What the rows are about: when it changes one looks at the first again. */
  subject?: string;
  /** The rows are of the question before; others are on their way. */
  isStale?: boolean;
  /** Enter on a row, or a click on it beside its links. */
  onOpen?: (row: T) => void;
  /** In place of rows where there is none. */
  empty?: ReactNode;
};

/**
 * A table of any number of rows and columns, of which only those in sight are in the page. j and k or the arrows move,
 * Enter opens, x or Space selects; a click with Shift selects a range.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rowCount, row, rowId, onRange, onOpen } = props;
  const { layout: given = NO_LAYOUT } = props;
  const [ownLayout, setOwnLayout] = useOwnLayout(props.keptAs, given);
  const layout = props.onLayout ? given : ownLayout;
  const onLayout = props.onLayout ?? setOwnLayout;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const table = useColumns(columns, layout, onLayout);
  const pinned = table.getStartLeafHeaders();
  const center = table.getCenterLeafHeaders();
  const idAt = (index: number) => {
    const found = row(index);
    return found === undefined ? undefined : rowId(found);
  };
  const { active, mark, unmark } = useActiveRow(rowCount, idAt);

  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: ROWS_BEYOND,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: center.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => center[index]?.getSize() ?? 0,
    overscan: COLUMNS_BEYOND,
  });
  const widths = center.map((header) => header.getSize()).join();
  useEffect(() => across.measure(), [across, widths]);

  const inSight = rows.getVirtualItems();
  const keys = keysOf(
    inSight.map((item) => item.index),
    idAt,
  );
  const first = inSight[0]?.index;
  const last = inSight.at(-1)?.index;
  useEffect(() => {
    if (first !== undefined && last !== undefined) onRange?.(first, last);
  }, [first, last, onRange]);

  const canSelect = (found: T) => props.isSelectable?.(found) !== false;
  const isLoaded = (index: number) => {
    const found = row(index);
    return found !== undefined && canSelect(found);
  };
  const selection = useSelection(props.selected, props.onSelect, (index) => {
    const found = row(index);
    return found === undefined || !canSelect(found) ? undefined : rowId(found);
  });
  const open = useCallback(
    (index: number) => {
      const found = row(index);
      if (found !== undefined) onOpen?.(found);
    },
    [row, onOpen],
  );
  const move = useCallback(
    (index: number) => {
      mark(index);
      rows.scrollToIndex(index);
    },
    [rows, mark],
  );
  const { nesting, onToggle, subject } = props;
  const turn = (index: number, isOpening: boolean) => {
    const found = row(index);
    const isOpen = found === undefined ? undefined : nesting?.(found).isOpen;
    if (found !== undefined && isOpen === !isOpening) onToggle?.(found);
  };
  const onKeyDown = useRowKeys({ rowCount, active, move, open, toggle: selection.toggle, turn });
  const [seen, setSeen] = useState(subject);
  if (seen !== subject) {
    setSeen(subject);
    unmark();
  }
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [subject]);

  const [menu, setMenu] = useState<HeaderMenuTarget>();
  const shownIds = [...pinned, ...center].map((header) => header.column.id);
  const canChange = props.onLayout !== undefined;

  const lead = selection.isOn ? SELECT_WIDTH : 0;
  const pinnedWidth = lead + pinned.reduce((sum, header) => sum + header.getSize(), 0);
  const virtualColumns = across.getVirtualItems();
  const shown = useMemo(() => virtualColumns.flatMap((item) => center[item.index] ?? []), [virtualColumns, center]);
  const before = virtualColumns[0]?.start ?? 0;
  const width = pinnedWidth + across.getTotalSize();

  if (rowCount === 0 && props.empty !== undefined) return props.empty;
  return (
    // A grid or a tree: the rule cannot see that it is either.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={scroller}
      className={styles['scroller']}
      role={nesting ? 'treegrid' : 'grid'}
      data-stale={props.isStale || undefined}
      aria-busy={props.isStale || undefined}
      tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={pinned.length + center.length + (selection.isOn ? 1 : 0)}
      aria-multiselectable={selection.isOn || undefined}
      aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
      onKeyDown={onKeyDown}
      data-rows
    >
      <HeaderRow
        headers={[...pinned, ...shown]}
        pinnedCount={pinned.length}
        before={before}
        width={width}
        selection={selection}
        inSight={inSight.map((item) => item.index).filter(isLoaded)}
        loaded={() => Array.from({ length: rowCount }, (_, index) => index).filter(isLoaded)}
        sort={props.sort}
        onSort={props.onSort}
        onMenu={canChange ? (column, anchor) => setMenu({ column, anchor }) : undefined}
        onMove={
          canChange
            ? (dragged, onto) => onLayout({ ...layout, order: moved(shownIds, dragged, shownIds.indexOf(onto)) })
            : undefined
        }
      />
      <HeaderMenu
        target={menu}
        onClose={() => setMenu(undefined)}
        shown={shownIds}
        layout={layout}
        onLayout={onLayout}
        onSort={props.onSort}
        onHide={props.onHide}
        more={props.columnMenu}
      />
      <div role="rowgroup" className={styles['body']} style={{ height: rows.getTotalSize(), width }}>
        {inSight.map((item, place) => {
          const found = row(item.index);
          const key = found === undefined ? undefined : rowId(found);
          return (
            <Row
              key={keys[place]}
              id={`${id}-${item.index}`}
              row={found}
              index={item.index}
              top={item.start}
              columns={[...pinned, ...shown]}
              pinnedCount={pinned.length}
              before={before}
              isActive={item.index === active}
              isSelected={key !== undefined && selection.has(key)}
              selectable={selection.isOn ? found === undefined || canSelect(found) : undefined}
              look={found === undefined ? undefined : props.look?.(found)}
              {...(found !== undefined && nesting?.(found))}
              onSelect={selection.click}
              onActive={mark}
              {...(onOpen && { onOpen: open })}
            />
          );
        })}
      </div>
    </div>
  );
}
