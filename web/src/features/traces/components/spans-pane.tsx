import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { duration } from '@/lib/format';
import { IconButton } from '@/ui/button';
import { SearchField } from '@/ui/search-field';
import type { Span } from '../api/spans';
import { holdingText, treeOf, windowOf } from '../api/tree';
import { useTraceMessages } from '../messages';
import { SpanTree } from './span-tree';
import styles from './spans-pane.module.css';

const NONE: ReadonlySet<string> = new Set();

type SpansPaneProps = {
  spans: readonly Span[];
  isComplete: boolean;
  /** What is searched for. */
  find: string;
  onFind: (text: string) => void;
  selected: string | undefined;
  onSelect: (id: string) => void;
};

/** The tree of spans, with a search and what there is to open and close. */
export function SpansPane({ spans, isComplete, find, onFind, selected, onSelect }: SpansPaneProps) {
  const t = useTraceMessages();
  const [collapsed, setCollapsed] = useState(NONE);
  const wanted = useDeferredValue(find.trim());
  const timeWindow = useMemo(() => windowOf(spans), [spans]);
  const rows = useMemo(
    () => (wanted === '' ? treeOf(spans, collapsed) : holdingText(treeOf(spans, NONE), wanted)),
    [spans, collapsed, wanted],
  );
  const fold = (id: string, isCollapsed: boolean) => {
    const changed = new Set(collapsed);
    if (isCollapsed) changed.add(id);
    else changed.delete(id);
    setCollapsed(changed);
  };
  const foldAll = () =>
    setCollapsed(
      new Set(treeOf(spans, NONE).flatMap((row) => (row.hasChildren && row.depth > 0 ? [row.span.id] : []))),
    );

  return (
    <div className={styles['pane']}>
      <div className={styles['bar']}>
        <SearchField label={t('searchSpans')} value={find} onChange={onFind} />
        <IconButton label={t('collapseAll')} onClick={foldAll}>
          <ChevronsDownUp />
        </IconButton>
        <IconButton label={t('expandAll')} onClick={() => setCollapsed(NONE)}>
          <ChevronsUpDown />
        </IconButton>
      </div>
      <div className={styles['scale']}>
        <span role="status">
          {isComplete ? t('spanCount', { count: spans.length }) : t('spansLoading', { count: spans.length })}
        </span>
        <span title={t('total')}>{duration(Math.max(0, timeWindow.end - timeWindow.start))}</span>
      </div>
      {rows.length === 0 ? (
        <p className={styles['none']}>{t(spans.length === 0 ? 'noSpans' : 'noSpan')}</p>
      ) : (
        <SpanTree
          rows={rows}
          isFound={wanted !== ''}
          timeWindow={timeWindow}
          collapsed={wanted === '' ? collapsed : NONE}
          selected={selected}
          onSelect={onSelect}
          onFold={fold}
        />
      )}
    </div>
  );
}
