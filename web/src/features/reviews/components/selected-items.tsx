import { CircleMinus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';
import { useRemoveItems } from '../api/reviews';
import { useReviewMessages } from '../messages';
import { ConfirmDelete } from './confirm-delete';
import styles from './reviews.module.css';

type SelectedItemsProps = { queueId: string; ids: readonly string[]; onDone: () => void };

/** What can be done with the traces that are chosen in a queue. */
export function SelectedItems({ queueId, ids, onDone }: SelectedItemsProps) {
  const t = useReviewMessages();
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveItems(queueId);
  if (ids.length === 0) return null;
  const close = () => {
    setAsking(false);
    remove.reset();
  };
  const takeOut = () =>
    remove.mutate(ids, {
      onSuccess: () => {
        notify(t('removed', { count: ids.length }));
        close();
        onDone();
      },
    });
  return (
    <div className={styles['bar']} role="group" aria-label={t('actions')}>
      <span role="status" className={styles['hint']}>
        {t('selected', { count: ids.length })}
      </span>
      <Button onClick={() => setAsking(true)}>
        <CircleMinus />
        {t('removeItems')}
      </Button>
      {isAsking && (
        <ConfirmDelete
          title={t('removeTitle', { count: ids.length })}
          text={t('removeText')}
          action={t('removeItems')}
          remove={remove}
          onConfirm={takeOut}
          onClose={close}
        />
      )}
    </div>
  );
}
