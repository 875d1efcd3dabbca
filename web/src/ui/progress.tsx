import styles from './progress.module.css';

type ProgressProps = { label: string; done: number; total: number };

/** How much of something is done, as a bar. */
export function Progress({ label, done, total }: ProgressProps) {
  return (
    <span
      className={styles['track']}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      <span className={styles['bar']} style={{ width: `${total === 0 ? 0 : (100 * done) / total}%` }} />
    </span>
  );
}
