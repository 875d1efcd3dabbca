import { CircleCheck, CircleDashed, CircleSlash, CircleX, Clock, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TableRun } from '../api/table';
import { useRunMessages } from '../messages';
import styles from './run-status.module.css';

type Status = TableRun['info']['status'];

const ICONS: Record<Status, ReactNode> = {
  RUNNING: <LoaderCircle aria-hidden />,
  SCHEDULED: <Clock aria-hidden />,
  FINISHED: <CircleCheck aria-hidden />,
  FAILED: <CircleX aria-hidden />,
  KILLED: <CircleSlash aria-hidden />,
};

/** What became of a run: in words, or as a picture that says it on hover. */
export function RunStatus({ info, brief = false }: { info: TableRun['info']; brief?: boolean }) {
  const t = useRunMessages();
  const isStale = info.stale === true;
  const text = t(isStale ? 'status.stale' : `status.${info.status}`);
  return (
    <span
      className={styles['status']}
      data-status={isStale ? 'STALE' : info.status}
      title={isStale ? t('staleHint') : text}
    >
      {isStale ? <CircleDashed aria-hidden /> : ICONS[info.status]}
      <span className={brief ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}
