import { memo, type MouseEvent } from 'react';
import { useUiMessages } from '../messages';
import { Skeleton } from '../states';
import { columnOf, pinnedOffsets, type LaidHeader } from './columns';
import styles from './data-table.module.css';

type RowProps = {
  id: string;
  row: unknown;
  index: number;
  top: number;
  columns: readonly LaidHeader[];
  pinnedCount: number;
  before: number;
  isActive: boolean;
  isSelected: boolean;
  /** Whether this row can be selected; undefined where none can. */
  selectable: boolean | undefined;
  look: 'faint' | 'raised' | undefined;
  depth?: number;
  isOpen?: boolean | undefined;
  onSelect: (index: number, range: boolean) => void;
  onActive: (index: number) => void;
  onOpen?: (index: number) => void;
};

/** One row; grey bars while it is on its way. */
export const Row = memo(function Row(props: RowProps) {
  const { row, index, columns, pinnedCount, selectable, isSelected, onOpen, depth } = props;
  const hasBoxes = selectable !== undefined;
  const t = useUiMessages();
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.target as Node)) return; // in a menu or dialog that the row opened
    props.onActive(index);
    const isOwn = (event.target as HTMLElement).closest('a, button, input, label') === null;
    if (isOwn && !event.defaultPrevented && getSelection()?.isCollapsed !== false) onOpen?.(index);
  };
  const lefts = pinnedOffsets(columns, pinnedCount, hasBoxes);
  return (
    // Keys are the grid's own: it has the focus, and tells which row is meant.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={props.id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable === true ? isSelected : undefined}
      aria-level={depth === undefined ? undefined : depth + 1}
      aria-expanded={props.isOpen}
      data-look={props.look}
      className={[styles['row'], props.isActive ? styles['active'] : ''].join(' ')}
      style={{ transform: `translateY(${props.top}px)`, cursor: onOpen ? 'pointer' : undefined }}
      onClick={onClick}
    >
      {hasBoxes && (
        <span role="gridcell" className={[styles['select'], styles['pinned']].join(' ')} style={{ left: 0 }}>
          {selectable && (
            <input
              type="checkbox"
              aria-label={t('selectRow')}
              tabIndex={-1}
              checked={isSelected}
              disabled={row === undefined}
              onChange={(event) =>
                props.onSelect(index, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey === true)
              }
            />
          )}
        </span>
      )}
      {columns.map((header, place) => {
        const column = columnOf<unknown>(header.column);
        const isPinned = place < pinnedCount;
        const style = {
          width: header.getSize(),
          left: lefts[place],
          marginInlineStart: place === pinnedCount ? props.before : 0,
        };
        const kind = [
          styles['cell'],
          isPinned ? styles['pinned'] : '',
          column.numeric === true ? styles['numeric'] : '',
        ];
        return (
          <span key={column.id} role="gridcell" className={kind.join(' ')} style={style}>
            {row === undefined ? <Skeleton width="60%" /> : column.cell(row)}
          </span>
        );
      })}
    </div>
  );
});
