import { CircleMinus } from 'lucide-react';
import { useAddToQueue } from '@/lib/review-queues';
import { Button } from '@/ui/button';
import { notify, notifyError } from '@/ui/toast';
import { useRemoveItems } from '../api/reviews';
import { useReviewMessages } from '../messages';
import styles from './reviews.module.css';

type SelectedItemsProps = { queueId: string; ids: readonly string[]; onDone: () => void };

/** What can be done with the traces that are chosen in a queue. */
export function SelectedItems({ queueId, ids, onDone }: SelectedItemsProps) {
  const t = useReviewMessages();
  const remove = useRemoveItems(queueId);
  const add = useAddToQueue();
  if (ids.length === 0) return null;
  const takeOut = () =>
    remove.mutate(ids, {
      onSuccess: () => {
        notify(t('removed', { count: ids.length }), {
          label: t('undo'),
          run: () => add.mutate({ queueId, traceIds: ids }, { onError: notifyError }),
        });
        onDone();
      },
      onError: notifyError,
    });
  return (
    <div className={styles['bar']} role="group" aria-label={t('actions')}>
      <span role="status" className={styles['hint']}>
        {t('selected', { count: ids.length })}
      </span>
      <Button busy={remove.isPending} onClick={takeOut}>
        <CircleMinus />
        {t('removeItems')}
      </Button>
    </div>
  );
}
