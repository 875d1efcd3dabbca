import { ChevronRight, CircleAlert, ClockAlert, Unlink } from 'lucide-react';
import { duration } from '@/lib/format';
import { barOf, hasClock, lengthOf, type TimeWindow, type TreeRow } from '../api/tree';
import { useTraceMessages } from '../messages';
import { hueOf, SpanIcon } from './span-icon';
import styles from './span-tree.module.css';

/** Levels beyond which rows are no longer moved in. */
const DEEPEST = 24;
const STEP = 14;

type SpanRowProps = {
  id: string;
  row: TreeRow;
  top: number;
  timeWindow: TimeWindow;
  isSelected: boolean;
  isCollapsed: boolean;
  onSelect: (id: string) => void;
  onFold: (id: string, isCollapsed: boolean) => void;
};

export function SpanRow({ id, row, top, timeWindow, isSelected, isCollapsed, onSelect, onFold }: SpanRowProps) {
  const t = useTraceMessages();
  const { span, depth, hasChildren, isLoose } = row;
  const length = lengthOf(span);
  const bar = barOf(span, timeWindow);
  return (
    // Keys are the tree's own: it has the focus, and tells which row is meant.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? !isCollapsed : undefined}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(span.id)}
    >
      <span className={styles['name']} style={{ paddingInlineStart: Math.min(depth, DEEPEST) * STEP }}>
        {hasChildren ? (
          <button
            type="button"
            tabIndex={-1}
            className={styles['fold']}
            data-open={!isCollapsed || undefined}
            aria-hidden
            title={t(isCollapsed ? 'expand' : 'collapse')}
            onClick={(event) => {
              event.stopPropagation();
              onFold(span.id, !isCollapsed);
            }}
          >
            <ChevronRight aria-hidden />
          </button>
        ) : (
          <span className={styles['fold']} />
        )}
        <SpanIcon type={span.type} />
        <span className="truncate" title={span.name}>
          {span.name || '—'}
        </span>
        {span.status === 'ERROR' && (
          <CircleAlert className={styles['error']} role="img" aria-label={t('state.ERROR')} />
        )}
        {isLoose && (
          <span title={t('loose')} className={styles['mark']}>
            <Unlink role="img" aria-label={t('loose')} />
          </span>
        )}
        {!hasClock(span) && (
          <span title={t('noClock')} className={styles['mark']}>
            <ClockAlert role="img" aria-label={t('noClock')} />
          </span>
        )}
      </span>
      <span className={styles['length']}>{length === undefined ? t('running') : duration(length)}</span>
      <span className={styles['line']}>
        {bar && (
          <span
            className={[styles['bar'], span.status === 'ERROR' ? styles['error'] : hueOf(span.type)].join(' ')}
            style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }}
          />
        )}
      </span>
    </div>
  );
}
