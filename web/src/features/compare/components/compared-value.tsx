import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { experimentQuery } from '@/lib/experiments';
import { duration, metricValue } from '@/lib/format';
import { RelativeTime } from '@/ui/relative-time';
import { isRunStatus, RunMark } from '@/ui/run-status';
import type { ComparedRow } from '../api/rows';
import styles from './compared-value.module.css';

type ComparedValueProps = { row: ComparedRow; place: number; baseline: number | undefined };

/** What one thing is in one run; metrics with their distance from the run that others are compared with. */
export function ComparedValue({ row, place, baseline }: ComparedValueProps) {
  const value = row.values[place];
  if (value === undefined) return <span className="muted">–</span>;
  const base = baseline === undefined ? undefined : row.values[baseline];
  return (
    <span className={row.differs ? undefined : 'muted'} title={String(value)}>
      {shown(row, value)}
      {row.kind === 'metric' && baseline !== place && typeof value === 'number' && typeof base === 'number' && (
        <Distance value={value} base={base} />
      )}
    </span>
  );
}

function shown(row: ComparedRow, value: string | number) {
  if (row.id === 'attribute.status' && isRunStatus(value)) return <RunMark info={{ status: value }} />;
  if (row.id === 'attribute.experiment') return <ExperimentName id={String(value)} />;
  if (typeof value === 'string') return value;
  if (row.id === 'attribute.start' || row.id === 'attribute.created') return <RelativeTime millis={value} />;
  return row.id === 'attribute.duration' ? duration(value) : metricValue(value);
}

function ExperimentName({ id }: { id: string }) {
  const { data: experiment } = useQuery(experimentQuery(id));
  return (
    <Link to="/experiments/$experimentId" params={{ experimentId: id }}>
      {experiment?.name ?? id}
    </Link>
  );
}

function Distance({ value, base }: { value: number; base: number }) {
  const distance = value - base;
  if (!Number.isFinite(distance) || distance === 0) return null;
  return (
    <span className={styles['distance']}>
      {distance > 0 ? '+' : '−'}
      {metricValue(Math.abs(distance))}
    </span>
  );
}
