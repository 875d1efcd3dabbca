import { useId, type ReactNode } from 'react';
import { count as written } from '@/lib/format';
import styles from './section.module.css';

type SectionProps = { title: string; count?: number; actions?: ReactNode; children: ReactNode };

/** A part of a page under a heading, with how much there is and what can be done. */
export function Section({ title, count, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <header className={styles['header']}>
        <h2 id={id} className={styles['title']}>
          {title}
          {count !== undefined && <span className={styles['count']}>{written(count)}</span>}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** What is known of something, each under its name; what is not known is left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  return (
    <dl className={styles['facts']}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
