import { Hourglass } from 'lucide-react';
import type { TrashRetention } from '@/api/schema.gen';
import { useTrashMessages } from '../messages';
import styles from './retention.module.css';

const FLAGS = '--trash-retention, --trace-retention';
const TAG = 'cairn.traceRetention';

/** What the server removes by itself, and where that is set. */
export function Retention({ retention }: { retention: TrashRetention }) {
  const t = useTrashMessages();
  const { trash, traces, own_experiments: own = 0 } = retention;
  return (
    <section className={styles['retention']} aria-label={t('retention')}>
      <Hourglass aria-hidden />
      <p>
        <span>{trash ? t('keptFor', { age: trash }) : t('keptForEver')}</span>{' '}
        <span>{traces ? t('tracesFor', { age: traces }) : t('tracesForEver')}</span>{' '}
        {own > 0 && <span>{t('own', { count: own })}</span>}{' '}
        <span className="muted">{t('setBy', { flags: FLAGS, tag: TAG })}</span>
      </p>
    </section>
  );
}
