import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CatalogModelInfo } from '@/api/schema.gen';
import { Badge, Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { addressOf } from '../address';
import { aliasesOf } from '../api/models';
import { placeOf, type Thing } from '../api/things';
import { useCatalogMessages } from '../messages';

/** What lists tell alike of catalogs, schemas and models. */
function useColumnsOf<T extends Thing>(nameOf: (thing: T) => string, more: readonly Column<T>[]): Column<T>[] {
  const t = useCatalogMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 280,
        cell: (thing) => (
          <Link {...addressOf(placeOf(thing.full_name))} title={thing.full_name} className="truncate">
            {nameOf(thing)}
          </Link>
        ),
      },
      ...more,
      { id: 'owner', name: t('owner'), width: 180, cell: ({ owner }) => <span className="truncate">{owner}</span> },
      { id: 'updated', name: t('updated'), width: 130, cell: (thing) => <RelativeTime millis={thing.updated_at} /> },
      { id: 'description', name: t('description'), width: 360, cell: ({ comment }) => <span>{comment}</span> },
      { id: 'created', name: t('created'), width: 130, cell: (thing) => <RelativeTime millis={thing.created_at} /> },
    ],
    [t, nameOf, more],
  );
}

const NOTHING: readonly Column<Thing>[] = [];
const ownName = ({ name }: Thing) => name;
const fullName = (thing: Thing) => thing.full_name;

export function useThingColumns(): Column<Thing>[] {
  return useColumnsOf<Thing>(ownName, NOTHING);
}

/** @param isWhole whether they are of several schemas, so that their full names are shown */
export function useModelColumns(isWhole: boolean): Column<CatalogModelInfo>[] {
  const t = useCatalogMessages();
  const more = useMemo(
    (): Column<CatalogModelInfo>[] => [
      {
        id: 'aliases',
        name: t('aliases'),
        width: 240,
        cell: (model) =>
          aliasesOf(model).map(({ alias, version }) => (
            <Badge key={alias} tone="info">{`@${alias} → ${version}`}</Badge>
          )),
      },
      {
        id: 'tags',
        name: t('tags'),
        width: 220,
        cell: ({ tags = [] }) => tags.map(({ key, value }) => <Tag key={key} name={key} value={value} />),
      },
    ],
    [t],
  );
  return useColumnsOf<CatalogModelInfo>(isWhole ? fullName : ownName, more);
}
