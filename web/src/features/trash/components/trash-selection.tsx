import { Trash2, Undo2 } from 'lucide-react';
import { Button } from '@/ui/button';
import { HowFar } from '@/ui/how-far';
import { SelectionBar } from '@/ui/selection-bar';
import { notify, notifyError } from '@/ui/toast';
import { useRestore } from '../api/trash';
import { useTrashMessages } from '../messages';

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
    <SelectionBar label={t('selection')} count={keys.length} onClear={onClear}>
      <Button kind="primary" busy={restore.isPending} onClick={onRestore}>
        <Undo2 />
        {t('restore')}
      </Button>
      <HowFar progress={restore.progress} onGiveUp={restore.giveUp} />
      <Button onClick={() => onPurge(keys)}>
        <Trash2 />
        {t('purge')}
      </Button>
    </SelectionBar>
  );
}
