import { Pause, Play } from 'lucide-react';
import type { LiveState } from '@/lib/live';
import { Button } from './button';
import styles from './live-button.module.css';
import { useUiMessages } from './messages';

type LiveButtonProps = { state: LiveState; isPaused: boolean; onPause: (isPaused: boolean) => void };

/** Says whether what is shown follows what happens, and stops that or goes on. */
export function LiveButton({ state, isPaused, onPause }: LiveButtonProps) {
  const t = useUiMessages();
  return (
    <Button
      aria-pressed={isPaused}
      aria-label={t(isPaused ? 'goOn' : 'pause')}
      title={t(isPaused ? 'goOn' : 'pause')}
      onClick={() => onPause(!isPaused)}
    >
      <span className={styles['dot']} data-live={(!isPaused && state === 'live') || undefined} aria-hidden />
      {t(isPaused ? 'paused' : state === 'live' ? 'live' : 'connecting')}
      {isPaused ? <Play /> : <Pause />}
    </Button>
  );
}
