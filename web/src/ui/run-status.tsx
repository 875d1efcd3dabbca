import { CircleCheck, CircleDashed, CircleSlash, CircleX, Clock, LoaderCircle } from 'lucide-react';
import type { RunInfo } from '@/api/schema.gen';
import { Badge } from './badge';
import { useUiMessages } from './messages';
import styles from './run-status.module.css';

const LOOKS = {
  RUNNING: { tone: 'info', Icon: LoaderCircle },
  SCHEDULED: { tone: 'neutral', Icon: Clock },
  FINISHED: { tone: 'success', Icon: CircleCheck },
  FAILED: { tone: 'danger', Icon: CircleX },
  KILLED: { tone: 'warning', Icon: CircleSlash },
} as const;

/** Whether a word says how a run is doing. */
export function isRunStatus(word: string | number): word is RunInfo['status'] {
  return Object.hasOwn(LOOKS, word);
}

type Doing = Pick<RunInfo, 'status' | 'stale'>;

/** How a run is doing; marked where it claims to run but has not reported for long. */
export function RunStatus({ info: { status, stale } }: { info: Doing }) {
  const t = useUiMessages();
  const { tone, Icon } = LOOKS[status];
  return (
    <>
      <Badge tone={tone}>
        <Icon aria-hidden />
        {t(`status.${status}`)}
      </Badge>
      {stale === true && (
        <span title={t('staleHint')}>
          <Badge tone="warning">
            <CircleDashed aria-hidden />
            {t('stale')}
          </Badge>
        </span>
      )}
    </>
  );
}

/** The same for a dense table: in plain words, or as a picture that says it on hover. */
export function RunMark({ info: { status, stale }, brief = false }: { info: Doing; brief?: boolean }) {
  const t = useUiMessages();
  const isStale = stale === true;
  const { tone, Icon } = isStale ? ({ tone: 'warning', Icon: CircleDashed } as const) : LOOKS[status];
  const text = isStale ? t('stale') : t(`status.${status}`);
  return (
    <span className={styles['mark']} data-tone={tone} title={isStale ? t('staleHint') : text}>
      <Icon aria-hidden />
      <span className={brief ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}
