import { useMemo } from 'react';
import { duration } from '@/lib/format';
import { Badge } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { known, type Payload } from '../api/payloads';
import { useInferenceMessages } from '../messages-inference';

export const toneOf = (status: number) => (status < 400 ? 'success' : status < 500 ? 'warning' : 'danger');

/** What the list tells of requests that were kept. */
export function usePayloadColumns(): Column<Payload>[] {
  const t = useInferenceMessages();
  return useMemo(
    () => [
      {
        id: 'time',
        name: t('time'),
        width: 130,
        cell: ({ timestamp_ms: time }) => <RelativeTime millis={time} />,
      },
      {
        id: 'status',
        name: t('status'),
        width: 90,
        cell: ({ status_code: status = 0 }) => <Badge tone={toneOf(status)}>{status}</Badge>,
      },
      {
        id: 'took',
        name: t('took'),
        width: 100,
        cell: ({ execution_time_ms: millis }) => duration(known(millis) ?? 0),
      },
      {
        id: 'entity',
        name: t('entity'),
        width: 180,
        cell: ({ served_entity_name: entity }) => <span className="truncate">{entity}</span>,
      },
      {
        id: 'version',
        name: t('version'),
        width: 160,
        cell: ({ entity_name: model, entity_version: version }) => (
          <span className="truncate">{`${model} ${version}`}</span>
        ),
      },
      {
        id: 'requester',
        name: t('requester'),
        width: 140,
        cell: ({ requester }) => <span className="truncate">{requester}</span>,
      },
      {
        id: 'clientId',
        name: t('clientId'),
        width: 180,
        cell: ({ client_request_id: id }) => <span className="truncate">{id}</span>,
      },
      {
        id: 'id',
        name: t('id'),
        width: 300,
        cell: ({ databricks_request_id: id }) => <code className="truncate">{id}</code>,
      },
    ],
    [t],
  );
}
