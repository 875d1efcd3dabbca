import { Link } from '@tanstack/react-router';
import { duration } from '@/lib/format';
import { RelativeTime } from '@/ui/relative-time';
import { RunStatus } from '@/ui/run-status';
import type { RecentRun } from '../api/recent';
import { useHomeMessages } from '../messages';
import styles from './run-list.module.css';

type RunListProps = { label: string; runs: readonly RecentRun[] };

/** A few runs of any experiments. */
export function RunList({ label, runs }: RunListProps) {
  const t = useHomeMessages();
  return (
    <div className={styles['scroller']}>
      <table className={styles['runs']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('run')}</th>
            <th scope="col">{t('experiment')}</th>
            <th scope="col">{t('status')}</th>
            <th scope="col">{t('started')}</th>
            <th scope="col" className="numeric">
              {t('duration')}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunLine key={run.info.run_id} {...run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunLine({ info, experiment }: RecentRun) {
  const { run_id: runId, experiment_id: experimentId } = info;
  const end = info.end_time ?? info.last_activity_time;
  return (
    <tr>
      <td>
        <Link
          to="/experiments/$experimentId/runs/$runId"
          params={{ experimentId, runId }}
          title={info.run_name}
          data-row-link
        >
          {info.run_name}
        </Link>
      </td>
      <td>
        <Link to="/experiments/$experimentId" params={{ experimentId }} title={experiment}>
          {experiment ?? experimentId}
        </Link>
      </td>
      <td>
        <RunStatus info={info} />
      </td>
      <td>
        <RelativeTime millis={info.start_time} />
      </td>
      <td className="numeric">{info.start_time && end ? duration(end - info.start_time) : null}</td>
    </tr>
  );
}
