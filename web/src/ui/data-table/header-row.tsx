import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { useUiMessages } from '../messages';
import { columnOf, pinnedOffsets, type Column, type LaidHeader } from './columns';
import styles from './data-table.module.css';
import type { Selection } from './selection';

export type Sort = { id: string; descending: boolean };

type HeaderRowProps = {
  headers: readonly LaidHeader[];
  pinnedCount: number;
  /** The width of the columns that are left out before the first unpinned one. */
  before: number;
  width: number;
  selection: Selection;
  /** Places of the rows in sight that can be selected. */
  inSight: readonly number[];
  /** Places of the rows that a click on all selects. */
  loaded: () => readonly number[];
  sort: Sort | undefined;
  onSort: ((sort: Sort | undefined) => void) | undefined;
  /** Opens what can be done with a column. */
  onMenu: ((column: Column<never>, anchor: HTMLElement) => void) | undefined;
  /** A column was dropped where another is. */
  onMove: ((id: string, onto: string) => void) | undefined;
};

/** What the browser carries while a column is dragged. */
const DRAGGED = 'application/x-cairn-column';

/** The names of the columns. A click sorts by one: largest first, then smallest first, then no longer. */
export function HeaderRow(props: HeaderRowProps) {
  const { headers, pinnedCount, before, width, selection, inSight, loaded, sort, onSort, onMenu, onMove } = props;
  const t = useUiMessages();
  const lefts = pinnedOffsets(headers, pinnedCount, selection.isOn);
  return (
    <div role="rowgroup" className={styles['head']} style={{ width }}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {selection.isOn && (
          <span role="columnheader" className={[styles['select'], styles['pinned']].join(' ')} style={{ left: 0 }}>
            <input
              type="checkbox"
              aria-label={t('selectAll')}
              checked={selection.hasAll(inSight)}
              onChange={() => selection.setAll(loaded(), !selection.hasAll(inSight))}
            />
          </span>
        )}
        {headers.map((header, place) => (
          <HeaderCell
            key={header.id}
            header={header}
            left={lefts[place]}
            gap={place === pinnedCount ? before : 0}
            sort={sort?.id === header.column.id ? sort : undefined}
            onSort={onSort}
            onMenu={onMenu}
            onMove={onMove}
          />
        ))}
      </div>
    </div>
  );
}

type HeaderCellProps = {
  header: LaidHeader;
  left: number | undefined;
  gap: number;
  sort: Sort | undefined;
} & Pick<HeaderRowProps, 'onSort' | 'onMenu' | 'onMove'>;

function HeaderCell({ header, left, gap, sort, onSort, onMenu, onMove }: HeaderCellProps) {
  const t = useUiMessages();
  const [isOver, setOver] = useState(false);
  const column = columnOf(header.column);
  const sorted = sort && (sort.descending ? 'descending' : 'ascending');
  const content = (
    <>
      <span className="truncate">{column.header ?? column.name}</span>
      {sort && (sort.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
      {sort && <span className="visually-hidden">{t(sort.descending ? 'sortDescending' : 'sortAscending')}</span>}
    </>
  );
  const dragging = onMove && {
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(DRAGGED, column.id),
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onMove(event.dataTransfer.getData(DRAGGED), column.id);
    },
  };
  return (
    <span
      role="columnheader"
      aria-label={column.name}
      data-over={isOver || undefined}
      {...dragging}
      aria-sort={column.sortable === true ? (sorted ?? 'none') : undefined}
      title={column.name}
      className={[
        styles['headCell'],
        left === undefined ? '' : styles['pinned'],
        column.numeric === true ? styles['numeric'] : '',
      ].join(' ')}
      style={{ width: header.getSize(), left, marginInlineStart: gap }}
    >
      {column.sortable === true && onSort ? (
        <button type="button" className={styles['sort']} tabIndex={-1} onClick={() => onSort(next(column.id, sort))}>
          {content}
        </button>
      ) : (
        content
      )}
      {onMenu && (
        <button
          type="button"
          className={styles['menu']}
          tabIndex={-1}
          aria-label={t('columnMenu', { column: column.name })}
          aria-haspopup="menu"
          onClick={(event) => onMenu(column, event.currentTarget)}
        >
          <ChevronDown aria-hidden />
        </button>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- widths are for the pointer alone */}
      <span
        className={styles['resizer']}
        data-active={header.column.getIsResizing() || undefined}
        draggable
        onDragStart={(event) => {
          event.preventDefault(); // it is not the column that is dragged
          event.stopPropagation();
        }}
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
      />
    </span>
  );
}

function next(id: string, sort: Sort | undefined): Sort | undefined {
  if (!sort) return { id, descending: true };
  return sort.descending ? { id, descending: false } : undefined;
}
