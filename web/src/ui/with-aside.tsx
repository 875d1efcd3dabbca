import type { ReactNode } from 'react';
import styles from './with-aside.module.css';

/** The content of a screen, with what is known about it beside it, or below it where the window is narrow. */
export function WithAside({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className={styles['page']}>
      <div className={styles['column']}>{children}</div>
      <div className={styles['column']}>{aside}</div>
    </div>
  );
}
