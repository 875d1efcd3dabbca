import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import type { TimeWindow, TreeRow } from '../api/tree';
import { useTraceMessages } from '../messages';
import { SpanRow } from './span-row';
import styles from './span-tree.module.css';

const ROW_HEIGHT = 30;
const ROWS_BEYOND = 15;

type SpanTreeProps = {
  rows: readonly TreeRow[];
  /** They are those that a search found. */
  isFound: boolean;
  timeWindow: TimeWindow;
  collapsed: ReadonlySet<string>;
  selected: string | undefined;
  onSelect: (id: string) => void;
  onFold: (id: string, isCollapsed: boolean) => void;
};

/** The spans of a trace and when each of them ran; only those in sight are in the page. Arrows move, open and close. */
export function SpanTree({ rows, isFound, timeWindow, collapsed, selected, onSelect, onFold }: SpanTreeProps) {
  const t = useTraceMessages();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const active = rows.findIndex((row) => row.span.id === selected);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: ROWS_BEYOND,
  });
  const items = virtual.getVirtualItems();
  const isInPage = items.some(({ index }) => index === active);
  const hasRows = rows.length > 0;
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active);
    else if (isFound) virtual.scrollToOffset(0);
    // Only when another is chosen, or a search is begun or left: a scroll of the reader's own is left alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected, hasRows, isFound]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[active];
    const to = (index: number) => {
      const found = rows[Math.max(0, Math.min(rows.length - 1, index))];
      if (found) onSelect(found.span.id);
    };
    const isFolded = row !== undefined && collapsed.has(row.span.id);
    const actions: Record<string, () => void> = {
      ArrowDown: () => to(active + 1),
      j: () => to(active + 1),
      ArrowUp: () => to(active - 1),
      k: () => to(active - 1),
      Home: () => to(0),
      End: () => to(rows.length - 1),
      PageDown: () => to(active + 20),
      PageUp: () => to(active - 20),
      ArrowRight: () => {
        if (row?.hasChildren && isFolded) onFold(row.span.id, false);
        else if (row?.hasChildren) to(active + 1);
      },
      ArrowLeft: () => {
        if (row?.hasChildren && !isFolded) onFold(row.span.id, true);
        else if (row && row.depth > 0) to(rows.findLastIndex((one, index) => index < active && one.depth < row.depth));
      },
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={t('spans')}
      aria-activedescendant={isInPage ? `${id}-${active}` : undefined}
      className={styles['scroller']}
      onKeyDown={onKeyDown}
      data-rows
    >
      <div role="presentation" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <SpanRow
              key={row.span.id}
              id={`${id}-${item.index}`}
              row={row}
              top={item.start}
              timeWindow={timeWindow}
              isSelected={item.index === active}
              isCollapsed={collapsed.has(row.span.id)}
              onSelect={onSelect}
              onFold={onFold}
            />
          );
        })}
      </div>
    </div>
  );
}
