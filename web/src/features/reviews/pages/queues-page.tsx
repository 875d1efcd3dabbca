import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Switcher } from '@/ui/switcher';
import { CreateQueueDialog } from '../components/queue-dialog';
import { QueueList } from '../components/queue-list';
import { ReviewerButton } from '../components/reviewer-button';
import styles from '../components/reviews.module.css';
import { SchemaDialog } from '../components/schema-dialog';
import { SchemaList } from '../components/schema-list';
import { useReviewMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/review-queue');

/** What people review of an experiment: queues of traces, and the questions that are asked about them. */
export function QueuesPage() {
  const t = useReviewMessages();
  const { experimentId } = route.useParams();
  const { part } = route.useSearch();
  const show = route.useNavigate();
  const navigate = useNavigate();
  const [isCreating, setCreating] = useState(false);
  const close = () => setCreating(false);
  return (
    <>
      <div className={styles['bar']}>
        <Switcher
          label={t('part')}
          value={part}
          options={[
            ['queues', t('queues')],
            ['questions', t('questions')],
          ]}
          onChange={(chosen) => void show({ search: { part: chosen } })}
        />
        <span className={styles['end']}>
          <ReviewerButton />
          <Button kind="primary" onClick={() => setCreating(true)}>
            <Plus />
            {t(part === 'queues' ? 'newQueue' : 'newQuestion')}
          </Button>
        </span>
      </div>
      {part === 'queues' ? <QueueList experimentId={experimentId} /> : <SchemaList experimentId={experimentId} />}
      {isCreating && part === 'queues' && (
        <CreateQueueDialog
          experimentId={experimentId}
          onClose={close}
          onCreated={({ queue_id: queueId }) =>
            void navigate({
              to: '/experiments/$experimentId/review-queue/$queueId',
              params: { experimentId, queueId },
            })
          }
        />
      )}
      {isCreating && part === 'questions' && (
        <SchemaDialog experimentId={experimentId} schema={undefined} onClose={close} />
      )}
    </>
  );
}
