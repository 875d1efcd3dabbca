import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ClipboardCheck } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { queuesQuery, type QueueProgress } from '@/lib/review-queues';
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
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    queuesQuery(experimentId),
  );
  const queues = useMemo(() => data?.pages.flatMap((page) => page.queues), [data]);
  const columns = useColumns(experimentId);
  const known = queues?.length ?? 0;
  const onRange = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last + 1 >= known) void fetchNextPage();
    },
    [hasNextPage, isFetchingNextPage, known, fetchNextPage],
  );
  if (!queues) {
    return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  }
  return (
    <DataTable
      label={t('queues')}
      columns={columns}
      rowCount={queues.length + (hasNextPage ? 1 : 0)}
      row={(index) => queues[index]}
      rowId={({ review_queue: queue }) => queue.queue_id}
      onRange={onRange}
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
          users.length === 0 ? <span className="muted">{t('anybody')}</span> : <span>{users.join(', ')}</span>,
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
