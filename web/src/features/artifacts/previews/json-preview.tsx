import { useMemo, useState, type ReactNode } from 'react';
import { CodeView } from '@/ui/code-view';
import { Tree, type TreeRow } from '@/ui/tree';
import { nameOf } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { Head } from './head';
import styles from './previews.module.css';

const FIRST = 8 * 1024 * 1024;

/** JSON as a tree; as text where it is not whole, or none. */
export default function JsonPreview({ owner, path }: PreviewProps) {
  return (
    <Head owner={owner} path={path} first={FIRST}>
      {({ text, isWhole }) => <Json text={text} path={path} isWhole={isWhole} />}
    </Head>
  );
}

function Json({ text, path, isWhole }: { text: string; path: string; isWhole: boolean }) {
  const parsed = useMemo(() => (isWhole ? read(text) : undefined), [text, isWhole]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => {
    const found: TreeRow[] = [];
    if (parsed) walk({ value: parsed.value, name: undefined, id: '$', depth: 0 }, closed, opened, found);
    return found;
  }, [parsed, closed, opened]);
  if (!parsed) return <CodeView text={text} name={nameOf(path)} label={path} />;
  const toggle = (id: string) => {
    const isOpen = rows.find((row) => row.id === id)?.isOpen === true;
    setClosed((before) => withOrWithout(before, id, isOpen));
    setOpened((before) => withOrWithout(before, id, !isOpen));
  };
  return (
    <div className={styles['fill']}>
      <Tree label={path} rows={rows} onToggle={toggle} />
    </div>
  );
}

function read(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function withOrWithout(set: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const after = new Set(set);
  if (isIn) after.add(id);
  else after.delete(id);
  return after;
}

type Node = { value: unknown; name: string | undefined; id: string; depth: number };

/** Levels that are open at first, in what has at most so many entries; and what of a deeper nesting is not walked. */
const OPEN_LEVELS = 2;
const OPEN_ENTRIES = 200;
const DEEPEST = 200;

function walk(
  { value, name, id, depth }: Node,
  closed: ReadonlySet<string>,
  opened: ReadonlySet<string>,
  rows: TreeRow[],
): void {
  const isBranch = typeof value === 'object' && value !== null && depth < DEEPEST;
  const entries = isBranch ? Object.entries(value) : [];
  const byDefault = depth < OPEN_LEVELS && entries.length <= OPEN_ENTRIES;
  const isOpen = entries.length === 0 ? undefined : opened.has(id) || (byDefault && !closed.has(id));
  rows.push({
    id,
    depth,
    isOpen,
    content: (
      <>
        {name !== undefined && <span className={styles['key']}>{name}:</span>}
        {isBranch ? <span className="muted">{summary(value, entries.length)}</span> : leaf(value)}
      </>
    ),
  });
  if (isOpen !== true) return;
  for (const [key, child] of entries) {
    walk({ value: child, name: key, id: `${id}/${encodeURIComponent(key)}`, depth: depth + 1 }, closed, opened, rows);
  }
}

function summary(value: object, count: number): string {
  return Array.isArray(value) ? `[ ${count} ]` : `{ ${count} }`;
}

function leaf(value: unknown): ReactNode {
  const kind = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'word';
  const text = JSON.stringify(value);
  return (
    <span className={`${styles[kind] ?? ''} truncate`} title={text}>
      {text}
    </span>
  );
}
