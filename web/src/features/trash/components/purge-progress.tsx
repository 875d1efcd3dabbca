import { Ban } from 'lucide-react';
import type { PurgeProgress as Progress } from '@/api/schema.gen';
import { count } from '@/lib/format';
import { Button } from '@/ui/button';
import { RelativeTime } from '@/ui/relative-time';
import { notify, notifyError } from '@/ui/toast';
import { useIsPurging, useStopPurges } from '../api/trash';
import { useTrashMessages } from '../messages';
import styles from './purge-progress.module.css';

/** How far the purges are, and how to stop them; nothing where there is none. */
export function PurgeProgress({ progress }: { progress: Progress | undefined }) {
  const t = useTrashMessages();
  const isAsking = useIsPurging();
  const stop = useStopPurges();
  if (!progress && !isAsking) return null;
  const { left = 0, begun = 0, removed = 0, put_off: putOff = 0, since } = progress ?? {};
  const text = t('progress', { done: count(removed), all: count(removed + left) });
  const onStop = () =>
    stop.mutate(undefined, {
      onSuccess: ({ put_back: putBack = 0 }) => notify(t('stopped', { count: putBack })),
      onError: notifyError,
    });
  return (
    <section className={styles['purge']} aria-label={t('purging')}>
      <div className={styles['line']}>
        <strong>{t('purging')}</strong>
        <span className={styles['figures']} role="status">
          {isAsking && left === 0 ? t('collecting') : text}
        </span>
        {since !== undefined && (
          <span className="muted">
            {t('since')} <RelativeTime millis={since} />
          </span>
        )}
        <span className="muted">{t('canLeave')}</span>
        <Button
          className={styles['stop']}
          title={t('stopHint')}
          busy={stop.isPending}
          disabled={left > 0 && left === begun && !isAsking}
          onClick={onStop}
        >
          <Ban />
          {t('stop')}
        </Button>
      </div>
      <progress
        aria-label={t('purging')}
        aria-valuetext={text}
        {...(left + removed > 0 && { value: removed, max: removed + left })}
      />
      {putOff > 0 && <p className={styles['putOff']}>{t('putOff', { count: putOff })}</p>}
    </section>
  );
}
