import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { previewText } from '@/lib/traces';
import { Badge } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import type { QueuedTrace } from '../api/reviews';
import { useReviewMessages } from '../messages';
import { ReviewStatus } from './review-status';

/** What the list of a queue shows of a trace. */
export function useItemColumns(experimentId: string, queueId: string): Column<QueuedTrace>[] {
  const t = useReviewMessages();
  return useMemo(
    () => [
      {
        id: 'request',
        name: t('request'),
        width: 420,
        cell: ({ item, request_preview: preview, name }) => (
          <Link
            to="/experiments/$experimentId/review-queue/$queueId/review"
            params={{ experimentId, queueId }}
            search={{ item: item.item_id }}
            className="truncate"
          >
            {previewText(preview) || name || item.item_id}
          </Link>
        ),
      },
      {
        id: 'status',
        name: t('status'),
        width: 130,
        cell: ({ item }) => <ReviewStatus status={item.status} />,
      },
      { id: 'by', name: t('by'), width: 140, cell: ({ item }) => <span>{item.completed_by}</span> },
      {
        id: 'reviewed',
        name: t('reviewedAt'),
        width: 130,
        cell: ({ item }) => <RelativeTime millis={item.completed_time_ms} />,
      },
      {
        id: 'state',
        name: t('trace'),
        width: 110,
        cell: ({ state }) => <Badge tone={state === 'ERROR' ? 'danger' : 'neutral'}>{t(`state.${state}`)}</Badge>,
      },
      {
        id: 'time',
        name: t('time'),
        width: 120,
        cell: ({ request_time_ms: millis }) => <RelativeTime millis={millis} />,
      },
    ],
    [t, experimentId, queueId],
  );
}
