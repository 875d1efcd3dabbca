import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { promptRoute, promptVersionRoute } from '@/lib/routes';
import { Badge, Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { newestOf, ownTags, type Prompt } from '../api/prompts';
import { usePromptMessages } from '../messages';

/** What the list tells of a prompt. */
export function usePromptColumns(): Column<Prompt>[] {
  const t = usePromptMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 260,
        sortable: true,
        cell: ({ name }) => (
          <Link to={promptRoute.to} params={{ promptName: name }} title={name} className="truncate">
            {name}
          </Link>
        ),
      },
      { id: 'newest', name: t('newest'), width: 130, cell: (prompt) => <Newest prompt={prompt} /> },
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
        cell: (prompt) => <RelativeTime millis={prompt.last_updated_timestamp} />,
      },
      {
        id: 'tags',
        name: t('tags'),
        width: 240,
        cell: ({ tags = [] }) => ownTags(tags).map(({ key, value }) => <Tag key={key} name={key} value={value} />),
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
        cell: (prompt) => <RelativeTime millis={prompt.creation_timestamp} />,
      },
    ],
    [t],
  );
}

function Newest({ prompt }: { prompt: Prompt }) {
  const t = usePromptMessages();
  const newest = newestOf(prompt);
  if (newest === undefined) return <span className="muted">–</span>;
  return (
    <Link to={promptVersionRoute.to} params={{ promptName: prompt.name, version: newest }}>
      {t('versionOf', { version: newest })}
    </Link>
  );
}
