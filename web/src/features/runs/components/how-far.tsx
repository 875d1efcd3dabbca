import { count } from '@/lib/format';
import { Button } from '@/ui/button';
import type { RunsProgress } from '../api/run-actions';
import { useRunMessages } from '../messages';
import styles from './run-selection.module.css';

/** How far a change of many runs is, and what leaves the rest as it is. */
export function HowFar({ progress, onGiveUp }: { progress: RunsProgress | undefined; onGiveUp: () => void }) {
  const t = useRunMessages();
  if (!progress) return null;
  const text = t('howFar', { done: count(progress.done), all: count(progress.all) });
  return (
    <span className={styles['howFar']}>
      <progress aria-label={text} value={progress.done} max={progress.all} />
      <span className={styles['count']} role="status">
        {text}
      </span>
      <Button onClick={onGiveUp}>{t('giveUp')}</Button>
    </span>
  );
}
