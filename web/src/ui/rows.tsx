import type { ReactNode } from 'react';
import styles from './rows.module.css';

/** A few things below each other, each a `Line`. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles['rows']} aria-label={label}>
      {children}
    </ul>
  );
}

/** One of them: what it is, what is known of it, and what can be done with it. */
export function Line({ facts, actions, children }: { facts?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <li>
      <div className={styles['text']}>
        <span>{children}</span>
        {facts !== undefined && <small>{facts}</small>}
      </div>
      {actions}
    </li>
  );
}
