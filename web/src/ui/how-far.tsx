import { count } from '@/lib/format';
import type { Progress } from '@/lib/long-work';
import { Button } from './button';
import styles from './how-far.module.css';
import { useUiMessages } from './messages';

/** How far some long work is, and what gives the rest of it up; nothing where none is done. */
export function HowFar({ progress, onGiveUp }: { progress: Progress | undefined; onGiveUp: () => void }) {
  const t = useUiMessages();
  if (!progress) return null;
  const text = t('howFar', { done: count(progress.done), all: count(progress.all) });
  return (
    <span className={styles['howFar']}>
      <progress aria-label={text} value={progress.done} max={progress.all} />
      <span className={styles['count']} role="status">
        {text}
      </span>
      <Button kind="quiet" onClick={onGiveUp}>
        {t('cancel')}
      </Button>
    </span>
  );
}
