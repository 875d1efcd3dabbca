import styles from './sparkline.module.css';

const WIDTH = 120;
const HEIGHT = 28;

/** How a figure went, without axes: its shape beside the figure itself. */
export function Sparkline({ values }: { values: readonly (number | undefined)[] }) {
  const known = values.map((value) => value ?? 0);
  const top = Math.max(...known, 0) || 1;
  const step = WIDTH / Math.max(known.length - 1, 1);
  const points = known.map(
    (value, place) => `${(place * step).toFixed(1)},${(HEIGHT - (value / top) * HEIGHT).toFixed(1)}`,
  );
  return (
    <svg className={styles['spark']} viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" aria-hidden>
      {known.length > 1 && <polyline points={points.join(' ')} />}
    </svg>
  );
}
