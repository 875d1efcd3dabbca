import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { catalogVersionRoute } from '@/lib/routes';
import { Badge, Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { aliasesOf, type Version } from '../api/models';
import { useCatalogMessages } from '../messages';
import { VersionStatus } from './version-status';

/** What the list tells of a version of the catalogue. */
export function useVersionColumns(fullName: string): Column<Version>[] {
  const t = useCatalogMessages();
  return useMemo(
    () => [
      {
        id: 'version',
        name: t('version'),
        width: 130,
        cell: ({ version }) => (
          <Link to={catalogVersionRoute.to} params={{ fullName, version: String(version) }}>
            {t('versionOf', { version })}
          </Link>
        ),
      },
      { id: 'status', name: t('status'), width: 110, cell: ({ status }) => <VersionStatus status={status} /> },
      {
        id: 'aliases',
        name: t('aliases'),
        width: 200,
        cell: (version) =>
          aliasesOf(version).map(({ alias }) => (
            <Badge key={alias} tone="info">
              @{alias}
            </Badge>
          )),
      },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        cell: (version) => <RelativeTime millis={version.created_at} />,
      },
      { id: 'by', name: t('createdBy'), width: 150, cell: (version) => <span>{version.created_by}</span> },
      {
        id: 'tags',
        name: t('tags'),
        width: 220,
        cell: ({ tags = [] }) => tags.map(({ key, value }) => <Tag key={key} name={key} value={value} />),
      },
      { id: 'description', name: t('description'), width: 320, cell: ({ comment }) => <span>{comment}</span> },
    ],
    [t, fullName],
  );
}
