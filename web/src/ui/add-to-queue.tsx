import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { queuesQuery, useAddToQueue, useCreateQueue, type QueueProgress } from '@/lib/review-queues';
import styles from './add-to-queue.module.css';
import { Button, IconButton } from './button';
import { FormDialog } from './dialog';
import { useUiMessages } from './messages';
import { NEW_QUEUE, peopleIn, QueueFields } from './queue-fields';
import { LoadingState } from './states';
import { notify } from './toast';

type AddToQueueProps = {
  experimentId: string;
  traceIds: readonly string[];
  /** Only a picture, where there is little room. */
  isSmall?: boolean;
  onDone?: () => void;
};

/** Puts traces into a review queue, one that is there or a new one. */
export function AddToQueue({ isSmall = false, ...props }: AddToQueueProps) {
  const t = useUiMessages();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {isSmall ? (
        <IconButton label={t('addToQueue')} onClick={() => setOpen(true)}>
          <ClipboardCheck />
        </IconButton>
      ) : (
        <Button onClick={() => setOpen(true)}>
          <ClipboardCheck />
          {t('addToQueue')}
        </Button>
      )}
      {isOpen && <AddDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

const NEW = '';

type AddDialogProps = Omit<AddToQueueProps, 'isSmall'> & { onClose: () => void };

function AddDialog({ experimentId, traceIds, onDone, onClose }: AddDialogProps) {
  const t = useUiMessages();
  const navigate = useNavigate();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(queuesQuery(experimentId));
  const queues = data?.pages.flatMap((page) => page.rows);
  const [chosen, setChosen] = useState<string>();
  const [draft, setDraft] = useState(NEW_QUEUE);
  const create = useCreateQueue();
  const add = useAddToQueue();
  const queueId = chosen ?? queues?.[0]?.review_queue.queue_id ?? NEW;
  const isNew = queues !== undefined && queueId === NEW;

  const submit = async () => {
    const people = { users: peopleIn(draft.people), schemaIds: draft.schemaIds };
    const queue = isNew
      ? await create.mutateAsync({ experimentId, name: draft.name.trim(), ...people })
      : queues?.find((one) => one.review_queue.queue_id === queueId)?.review_queue;
    if (!queue) return;
    setChosen(queue.queue_id); // it is there, also if adding fails
    await add.mutateAsync({ queueId: queue.queue_id, traceIds });
    notify(t('addedToQueue', { count: traceIds.length, queue: queue.name }), {
      label: t('openQueue'),
      run: () =>
        void navigate({
          to: '/experiments/$experimentId/review-queue/$queueId',
          params: { experimentId, queueId: queue.queue_id },
        }),
    });
    onClose();
    onDone?.();
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('addToQueueTitle', { count: traceIds.length })}
      action={t('add')}
      busy={create.isPending || add.isPending}
      error={error ?? create.error ?? add.error}
      disabled={queues === undefined || (isNew && draft.name.trim() === '')}
      onSubmit={() => void submit().catch(() => undefined)} // the dialog shows why
    >
      {queues === undefined ? (
        !error && <LoadingState />
      ) : (
        <>
          {queues.length > 0 && <Queues queues={queues} chosen={queueId} onChoose={setChosen} />}
          {hasNextPage && (
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('moreQueues')}
            </Button>
          )}
          {isNew && <QueueFields experimentId={experimentId} draft={draft} onChange={setDraft} />}
        </>
      )}
    </FormDialog>
  );
}

type QueuesProps = { queues: readonly QueueProgress[]; chosen: string; onChoose: (queueId: string) => void };

function Queues({ queues, chosen, onChoose }: QueuesProps) {
  const t = useUiMessages();
  const option = (id: string, name: string, note: string) => (
    <label key={id} className={styles['queue']} title={name}>
      <input type="radio" name="queue" checked={id === chosen} onChange={() => onChoose(id)} />
      <span className="truncate">{name}</span>
      <span className={styles['note']}>{note}</span>
    </label>
  );
  return (
    <fieldset className={styles['queues']}>
      <legend className="visually-hidden">{t('queue')}</legend>
      {queues.map(({ review_queue: queue, pending = 0, complete = 0, declined = 0 }) =>
        option(queue.queue_id, queue.name, t('traceCount', { count: pending + complete + declined })),
      )}
      {option(NEW, t('newQueue'), '')}
    </fieldset>
  );
}
