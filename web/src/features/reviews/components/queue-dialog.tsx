import { useState } from 'react';
import { useCreateQueue, type ReviewQueue } from '@/lib/review-queues';
import { FormDialog } from '@/ui/dialog';
import { NEW_QUEUE, peopleIn, QueueFields } from '@/ui/queue-fields';
import { useUpdateQueue } from '../api/reviews';
import { useReviewMessages } from '../messages';

type CreateProps = { experimentId: string; onClose: () => void; onCreated: (queue: ReviewQueue) => void };

export function CreateQueueDialog({ experimentId, onClose, onCreated }: CreateProps) {
  const t = useReviewMessages();
  const [draft, setDraft] = useState(NEW_QUEUE);
  const create = useCreateQueue();
  const submit = () =>
    create.mutate(
      { experimentId, name: draft.name.trim(), users: peopleIn(draft.people), schemaIds: draft.schemaIds },
      {
        onSuccess: (queue) => {
          onClose();
          onCreated(queue);
        },
      },
    );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('createQueue')}
      action={t('create')}
      busy={create.isPending}
      error={create.error}
      disabled={draft.name.trim() === ''}
      onSubmit={submit}
    >
      <QueueFields experimentId={experimentId} draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}

type EditProps = {
  queue: ReviewQueue;
  /** It has traces, so that its questions stay. */
  isUsed: boolean;
  onClose: () => void;
};

export function EditQueueDialog({ queue, isUsed, onClose }: EditProps) {
  const t = useReviewMessages();
  const [draft, setDraft] = useState({
    name: queue.name,
    people: (queue.users ?? []).join(', '),
    schemaIds: queue.schema_ids ?? [],
  });
  const update = useUpdateQueue(queue.queue_id);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('editQueue')}
      action={t('save')}
      busy={update.isPending}
      error={update.error}
      disabled={draft.name.trim() === ''}
      onSubmit={() =>
        update.mutate(
          {
            name: draft.name.trim(),
            users: peopleIn(draft.people),
            schemaIds: isUsed ? undefined : draft.schemaIds,
          },
          { onSuccess: onClose },
        )
      }
    >
      <QueueFields experimentId={queue.experiment_id} draft={draft} onChange={setDraft} isLocked={isUsed} />
    </FormDialog>
  );
}
