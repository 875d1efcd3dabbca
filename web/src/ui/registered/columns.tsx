import { Link, type LinkProps } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RegisteredModel, Tag as TagOf } from '@/api/schema.gen';
import { newestOf } from '@/lib/registered';
import { Badge, Tag } from '../badge';
import type { Column } from '../data-table/columns';
import { RelativeTime } from '../relative-time';
import { useRegisteredMessages } from './messages';

/** What is told of a kind of registered thing in its own way. These stay the same ones as long as it is shown. */
export type Kind = {
  to: (name: string) => LinkProps;
  toVersion: (name: string, version: string) => LinkProps;
  /** Behind the newest version. */
  more?: readonly Column<RegisteredModel>[];
  tags?: (tags: readonly TagOf[]) => readonly TagOf[];
};

/** What a list tells of registered models, or of prompts. */
export function useRegisteredColumns({ to, toVersion, more, tags: shown }: Kind): Column<RegisteredModel>[] {
  const t = useRegisteredMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 260,
        sortable: true,
        cell: ({ name }) => (
          <Link {...to(name)} title={name} className="truncate">
            {name}
          </Link>
        ),
      },
      {
        id: 'newest',
        name: t('newest'),
        width: 130,
        cell: (one) => {
          const newest = newestOf(one);
          if (!newest) return <span className="muted">–</span>;
          return <Link {...toVersion(one.name, newest.version)}>{t('versionOf', { version: newest.version })}</Link>;
        },
      },
      ...(more ?? []),
      {
        id: 'aliases',
        name: t('aliases'),
        width: 240,
        cell: ({ aliases = [] }) =>
          aliases.map(({ alias, version }) => <Badge key={alias} tone="info">{`@${alias} → ${version}`}</Badge>),
      },
      {
        id: 'updated',
        name: t('updated'),
        width: 130,
        sortable: true,
        cell: (one) => <RelativeTime millis={one.last_updated_timestamp} />,
      },
      {
        id: 'tags',
        name: t('tags'),
        width: 240,
        cell: ({ tags = [] }) =>
          (shown ? shown(tags) : tags).map(({ key, value }) => <Tag key={key} name={key} value={value} />),
      },
      {
        id: 'description',
        name: t('description'),
        width: 280,
        cell: ({ description }) => <span>{description}</span>,
      },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        sortable: true,
        cell: (one) => <RelativeTime millis={one.creation_timestamp} />,
      },
      { id: 'owner', name: t('maker'), width: 140, cell: ({ user_id: user }) => <span>{user}</span> },
    ],
    [t, to, toVersion, more, shown],
  );
}
