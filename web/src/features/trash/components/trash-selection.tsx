import { Trash2, Undo2, X } from 'lucide-react';
import { Button, IconButton } from '@/ui/button';
import { HowFar } from '@/ui/how-far';
import { notify, notifyError } from '@/ui/toast';
import { useRestore } from '../api/trash';
import { useTrashMessages } from '../messages';
import styles from '../pages/trash-page.module.css';

type SelectionProps = {
  keys: readonly string[];
  onClear: () => void;
  onPurge: (keys: readonly string[]) => void;
};

/** What can be done with the chosen things. */
export function TrashSelection({ keys, onClear, onPurge }: SelectionProps) {
  const t = useTrashMessages();
  const restore = useRestore();
  if (keys.length === 0) return null;
  const onRestore = () =>
    restore.mutate(keys, {
      onSuccess: (restored) => {
        notify(t('restored', { count: restored }));
        onClear();
      },
      onError: notifyError,
    });
  return (
    <div className={styles['selected']} role="toolbar" aria-label={t('selection')}>
      <span>{t('selected', { count: keys.length })}</span>
      <IconButton label={t('unselect')} onClick={onClear}>
        <X />
      </IconButton>
      <Button kind="primary" busy={restore.isPending} onClick={onRestore}>
        <Undo2 />
        {t('restore')}
      </Button>
      <HowFar progress={restore.progress} onGiveUp={restore.giveUp} />
      <Button onClick={() => onPurge(keys)}>
        <Trash2 />
        {t('purge')}
      </Button>
    </div>
  );
}
