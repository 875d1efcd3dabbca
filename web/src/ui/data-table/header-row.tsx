import { ArrowDown, ArrowUp } from 'lucide-react';
import { useUiMessages } from '../messages';
import { columnOf, pinnedOffsets, type LaidHeader } from './columns';
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
  /** Places of the rows that a click on all selects. */
  loaded: readonly number[];
  sort: Sort | undefined;
  onSort: ((sort: Sort | undefined) => void) | undefined;
};

/** The names of the columns. A click sorts by one: largest first, then smallest first, then no longer. */
export function HeaderRow({ headers, pinnedCount, before, width, selection, loaded, sort, onSort }: HeaderRowProps) {
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
              checked={selection.hasAll(loaded)}
              onChange={() => selection.toggleAll(loaded)}
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
  onSort: ((sort: Sort | undefined) => void) | undefined;
};

function HeaderCell({ header, left, gap, sort, onSort }: HeaderCellProps) {
  const t = useUiMessages();
  const column = columnOf(header.column);
  const sorted = sort && (sort.descending ? 'descending' : 'ascending');
  const content = (
    <>
      <span className="truncate">{column.header ?? column.name}</span>
      {sort && (sort.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
      {sort && <span className="visually-hidden">{t(sort.descending ? 'sortDescending' : 'sortAscending')}</span>}
    </>
  );
  return (
    <span
      role="columnheader"
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
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- widths are for the pointer alone */}
      <span
        className={styles['resizer']}
        data-active={header.column.getIsResizing() || undefined}
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
