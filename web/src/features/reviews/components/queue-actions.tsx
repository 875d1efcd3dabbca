import { useNavigate } from '@tanstack/react-router';
import { ClipboardCheck, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { notify } from '@/ui/toast';
import { useDeleteQueue, type ReviewPlace } from '../api/reviews';
import { useReviewMessages } from '../messages';
import { ConfirmDelete } from './confirm-delete';
import { EditQueueDialog } from './queue-dialog';
import { figuresOf } from './queue-progress';

/** What can be done with a queue: above all, review its traces. */
export function QueueActions({ place }: { place: ReviewPlace }) {
  const t = useReviewMessages();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'edit' | 'delete'>();
  const remove = useDeleteQueue();
  const { progress } = place;
  const { review_queue: queue } = progress;
  const { queue_id: queueId, experiment_id: experimentId } = queue;
  const close = () => setAsked(undefined);
  return (
    <>
      <Button
        kind="primary"
        disabled={figuresOf(progress).total === 0}
        onClick={() =>
          void navigate({
            to: '/experiments/$experimentId/review-queue/$queueId/review',
            params: { experimentId, queueId },
          })
        }
      >
        <ClipboardCheck />
        {t('start')}
      </Button>
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Pencil />} disabled={queue.queue_type === 'USER'} onClick={() => setAsked('edit')}>
          {t('edit')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'edit' && <EditQueueDialog queue={queue} isUsed={figuresOf(progress).total > 0} onClose={close} />}
      {asked === 'delete' && (
        <ConfirmDelete
          title={t('deleteQueueTitle', { name: queue.name })}
          text={t('deleteQueueText')}
          remove={remove}
          onClose={close}
          onConfirm={() =>
            remove.mutate(queueId, {
              onSuccess: () => {
                notify(t('queueDeleted', { name: queue.name }));
                void navigate({ to: '/experiments/$experimentId/review-queue', params: { experimentId } });
              },
            })
          }
        />
      )}
    </>
  );
}
