import { ArrowUp } from 'lucide-react';
import { Button } from '@/ui/button';
import { useRunMessages } from '../messages';
import styles from './new-runs.module.css';

/** Says that runs began meanwhile. The table moves when one asks for them, and never by itself. */
export function NewRuns({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useRunMessages();
  return (
    <div role="status" className={styles['news']}>
      {count > 0 && (
        <Button className={styles['pill']} onClick={onShow}>
          <ArrowUp />
          {t('newRuns', { count })}
        </Button>
      )}
    </div>
  );
}
