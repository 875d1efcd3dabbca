import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './tree.module.css';

/** A row of a tree as it is shown: what is closed has none. */
export type TreeRow = {
  id: string;
  depth: number;
  content: ReactNode;
  /** Undefined where nothing can be below it. */
  isOpen?: boolean | undefined;
};

type TreeProps = {
  label: string;
  rows: readonly TreeRow[];
  selected?: string | undefined;
  onSelect?: (id: string) => void;
  onToggle: (id: string) => void;
  /** Tells which rows are in sight. */
  onRange?: (first: number, last: number) => void;
};

const ROW_HEIGHT = 28;
const BEYOND = 15;

/** A tree of any number of rows, of which those in sight are in the page. The arrows walk, open and close. */
export function Tree({ label, rows, selected, onSelect, onToggle, onRange }: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      rows.findIndex((row) => row.id === selected),
    ),
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
  });
  const inSight = virtual.getVirtualItems();
  const first = inSight[0]?.index;
  const last = inSight.at(-1)?.index;
  useEffect(() => {
    if (first !== undefined && last !== undefined) onRange?.(first, last);
  }, [first, last, onRange]);

  // What an address names is brought into sight once it is there.
  const chosen = rows.findIndex((row) => row.id === selected);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (chosen < 0 || shown.current === selected) return;
    shown.current = selected;
    setActive(chosen);
    virtual.scrollToIndex(chosen, { align: 'auto' });
  }, [chosen, selected, virtual]);

  const move = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    setActive(to);
    virtual.scrollToIndex(to);
  };
  const act = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setActive(index);
    if (row.isOpen !== undefined) onToggle(row.id);
    onSelect?.(row.id);
  };
  const right = () => {
    const row = rows[active];
    if (row?.isOpen === false) onToggle(row.id);
    else if (row?.isOpen === true) move(active + 1);
  };
  const left = () => {
    const row = rows[active];
    if (row?.isOpen === true) onToggle(row.id);
    else if (row) move(rows.findLastIndex((other, place) => place < active && other.depth < row.depth));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => move(active + 1),
      j: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      k: () => move(active - 1),
      ArrowRight: right,
      ArrowLeft: left,
      Home: () => move(0),
      End: () => move(rows.length - 1),
      Enter: () => act(active),
      ' ': () => act(active),
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
      aria-label={label}
      aria-activedescendant={`${id}-${active}`}
      className={styles['scroller']}
      onKeyDown={onKeyDown}
      data-rows
    >
      <div role="presentation" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {inSight.map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            // Keys are the tree's own: it has the focus, and tells which row is meant.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={row.id}
              id={`${id}-${index}`}
              role="treeitem"
              aria-level={row.depth + 1}
              aria-expanded={row.isOpen}
              aria-selected={row.id === selected}
              className={[styles['row'], index === active ? styles['active'] : ''].join(' ')}
              style={{ transform: `translateY(${start}px)`, paddingInlineStart: `${row.depth * 16 + 4}px` }}
              onClick={() => act(index)}
            >
              <ChevronRight
                aria-hidden
                className={styles['chevron']}
                data-open={row.isOpen || undefined}
                data-leaf={row.isOpen === undefined || undefined}
              />
              {row.content}
            </div>
          );
        })}
      </div>
    </div>
  );
}
