import { count } from '@/lib/format';
import type { Progress } from '@/lib/long-work';
import { Button } from './button';
import styles from './how-far.module.css';
import { useUiMessages } from './messages';

type HowFarProps = {
  progress: Progress | undefined;
  /** Not where something else gives it up, such as the dialog that it stands in. */
  onGiveUp?: () => void;
};

/** How far some long work is, and what gives the rest of it up; nothing where none is done. */
export function HowFar({ progress, onGiveUp }: HowFarProps) {
  const t = useUiMessages();
  if (!progress) return null;
  const text = t('howFar', { done: count(progress.done), all: count(progress.all) });
  return (
    <span className={styles['howFar']}>
      <progress aria-label={text} value={progress.done} max={progress.all} />
      <span className={styles['count']} role="status">
        {text}
      </span>
      {onGiveUp && (
        <Button kind="quiet" onClick={onGiveUp}>
          {t('cancel')}
        </Button>
      )}
    </span>
  );
}
