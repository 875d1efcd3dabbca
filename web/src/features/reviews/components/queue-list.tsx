import { Link, useNavigate } from '@tanstack/react-router';
import { ClipboardCheck } from 'lucide-react';
import { useMemo } from 'react';
import { betweenNames } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { queuesQuery, searchQueues, type QueueProgress } from '@/lib/review-queues';
import { Badge } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { RelativeTime } from '@/ui/relative-time';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { useReviewMessages } from '../messages';
import { QueueProgressBar } from './queue-progress';

/** The review queues of an experiment, and how far each is. */
export function QueueList({ experimentId }: { experimentId: string }) {
  const t = useReviewMessages();
  const navigate = useNavigate();
  const loaded = useLoadedRows(queuesQuery(experimentId).queryKey, (token, signal) =>
    searchQueues(experimentId, token, signal),
  );
  const columns = useColumns(experimentId);
  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return (
    <DataTable
      label={t('queues')}
      keptAs="review-queues"
      columns={columns}
      rowCount={loaded.rowCount}
      row={loaded.row}
      rowId={({ review_queue: queue }) => queue.queue_id}
      onRange={loaded.onRange}
      onOpen={({ review_queue: { queue_id: queueId } }) =>
        void navigate({
          to: '/experiments/$experimentId/review-queue/$queueId',
          params: { experimentId, queueId },
        })
      }
      empty={
        <EmptyState icon={<ClipboardCheck />} title={t('noQueues')}>
          <p className="muted">{t('noQueuesText')}</p>
        </EmptyState>
      }
    />
  );
}

function useColumns(experimentId: string): Column<QueueProgress>[] {
  const t = useReviewMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 300,
        cell: ({ review_queue: { queue_id: queueId, name, queue_type: type } }) => (
          <>
            <Link
              to="/experiments/$experimentId/review-queue/$queueId"
              params={{ experimentId, queueId }}
              className="truncate"
              title={name}
            >
              {name}
            </Link>
            {type === 'USER' && <Badge>{t('ownQueue')}</Badge>}
          </>
        ),
      },
      { id: 'progress', name: t('progress'), width: 260, cell: (queue) => <QueueProgressBar queue={queue} /> },
      {
        id: 'people',
        name: t('people'),
        width: 220,
        cell: ({ review_queue: { users = [] } }) =>
          users.length === 0 ? (
            <span className="muted">{t('anybody')}</span>
          ) : (
            <span>{users.join(betweenNames())}</span>
          ),
      },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        cell: ({ review_queue: queue }) => <RelativeTime millis={queue.creation_time_ms} />,
      },
    ],
    [t, experimentId],
  );
}
