import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ModelVersion } from '@/lib/registry';
import { modelVersionRoute } from '@/lib/routes';
import { Badge, Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { useRegistryMessages } from '../messages';
import { StageBadge } from './stage-badge';

/** What the list tells of a version. */
export function useVersionColumns(): Column<ModelVersion>[] {
  const t = useRegistryMessages();
  return useMemo(
    () => [
      {
        id: 'version',
        name: t('version'),
        width: 130,
        cell: ({ name, version }) => (
          <Link to={modelVersionRoute.to} params={{ modelName: name, version }}>
            {t('versionOf', { version })}
          </Link>
        ),
      },
      { id: 'stage', name: t('stage'), width: 120, cell: (version) => <StageBadge stage={version.current_stage} /> },
      {
        id: 'aliases',
        name: t('aliases'),
        width: 200,
        cell: ({ aliases = [] }) =>
          aliases.map((alias) => (
            <Badge key={alias} tone="info">
              @{alias}
            </Badge>
          )),
      },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        cell: (version) => <RelativeTime millis={version.creation_timestamp} />,
      },
      {
        id: 'run',
        name: t('sourceRun'),
        width: 150,
        cell: ({ run_id: runId }) =>
          runId ? (
            <Link to="/runs/$runId" params={{ runId }} className="truncate">
              {runId}
            </Link>
          ) : null,
      },
      {
        id: 'tags',
        name: t('tags'),
        width: 240,
        cell: ({ tags = [] }) => tags.map(({ key, value }) => <Tag key={key} name={key} value={value} />),
      },
      {
        id: 'description',
        name: t('description'),
        width: 320,
        cell: ({ description }) => <span>{description}</span>,
      },
    ],
    [t],
  );
}
