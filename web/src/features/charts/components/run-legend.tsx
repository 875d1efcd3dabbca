import { runPlace } from '@/lib/run-colors';
import { SeriesMark } from '@/ui/chart/series-mark';
import type { ChartRun } from '../api/charts';
import { useChartsMessages } from '../messages';
import styles from './charts.module.css';

type RunLegendProps = {
  runs: readonly ChartRun[];
  hidden?: readonly string[];
  /** A click shows or hides a run. */
  onToggle?: (runId: string) => void;
};

/** The runs with their colours, which are the same in all charts. */
export function RunLegend({ runs, hidden = [], onToggle }: RunLegendProps) {
  const t = useChartsMessages();
  return (
    <ul className={styles['legend']} aria-label={t('runs')}>
      {runs.map((run) => (
        <li key={run.run_id}>
          {onToggle ? (
            <button
              type="button"
              className={styles['legendRun']}
              aria-pressed={!hidden.includes(run.run_id)}
              title={run.run_name}
              aria-label={t('hideRun', { name: run.run_name })}
              onClick={() => onToggle(run.run_id)}
            >
              <SeriesMark place={runPlace(run.run_id)} />
              <span className="truncate">{run.run_name}</span>
            </button>
          ) : (
            <span className={styles['legendRun']}>
              <SeriesMark place={runPlace(run.run_id)} />
              <span className="truncate">{run.run_name}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
