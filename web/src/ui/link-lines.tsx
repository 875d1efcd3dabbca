import type { ReactNode } from 'react';
import styles from './link-lines.module.css';

/** Links below each other, each an `li` with what is known of where it leads. */
export function LinkLines({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={styles['lines']} aria-label={label}>
      {children}
    </ul>
  );
}
