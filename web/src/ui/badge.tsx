import type { ReactNode } from 'react';
import styles from './badge.module.css';

type Tone = 'neutral' | 'success' | 'warning' | 'danger' | 'info';

/** A state in a word, in its colour. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={[styles['badge'], styles[tone]].join(' ')}>{children}</span>;
}

/** A tag: its key, and its value where it has one. */
export function Tag({ name, value }: { name: string; value: string }) {
  const text = value === '' ? name : `${name}: ${value}`;
  return (
    <span className={styles['tag']} title={text}>
      <span className="muted">{name}</span>
      {value !== '' && <span className="truncate">{value}</span>}
    </span>
  );
}
