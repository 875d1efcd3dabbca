import { metricValue, count } from '@/lib/format';
import styles from './values.module.css';
import type { Line } from './line';
import { useChartMessages } from './messages';
import { SeriesMark } from './series-mark';

/** What a chart shows, as a table. */
export function LastValues({ label, lines }: { label: string; lines: readonly Line[] }) {
  const t = useChartMessages();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles['scroller']} tabIndex={0} role="group" aria-label={label}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th>{t('name')}</th>
            {(['last', 'least', 'greatest', 'points', 'notNumbers'] as const).map((column) => (
              <th key={column} className="numeric">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <SeriesMark place={line.place} /> {line.name}
              </th>
              <Figure value={line.y.at(-1)} />
              <Figure value={line.y.reduce((a, b) => Math.min(a, b), Infinity)} />
              <Figure value={line.y.reduce((a, b) => Math.max(a, b), -Infinity)} />
              <td className="numeric">{count(line.points)}</td>
              <td className="numeric">{count(line.nan.length + line.above.length + line.below.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ value }: { value: number | undefined }) {
  return <td className="numeric">{value === undefined || !Number.isFinite(value) ? '–' : metricValue(value)}</td>;
}
