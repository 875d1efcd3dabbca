import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { promptVersionRoute } from '@/lib/routes';
import { Badge, Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { ownTags } from '../api/prompts';
import { plain } from '../api/template';
import type { PromptVersion } from '../api/versions';
import { usePromptMessages } from '../messages';

/** So much of a template is in the list. */
const BEGINNING = 200;

/** What the list tells of a version. */
export function useVersionColumns(): Column<PromptVersion>[] {
  const t = usePromptMessages();
  return useMemo(
    () => [
      {
        id: 'version',
        name: t('version'),
        width: 130,
        cell: ({ name, version }) => (
          <Link to={promptVersionRoute.to} params={{ promptName: name, version }}>
            {t('versionOf', { version })}
          </Link>
        ),
      },
      {
        id: 'aliases',
        name: t('aliases'),
        width: 180,
        cell: ({ aliases }) =>
          aliases.map((alias) => (
            <Badge key={alias} tone="info">
              @{alias}
            </Badge>
          )),
      },
      { id: 'message', name: t('message'), width: 260, cell: ({ message }) => <span>{message}</span> },
      {
        id: 'template',
        name: t('template'),
        width: 320,
        cell: ({ template }) => <span>{plain(template).slice(0, BEGINNING)}</span>,
      },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        cell: ({ created }) => <RelativeTime millis={created} />,
      },
      {
        id: 'tags',
        name: t('tags'),
        width: 200,
        cell: ({ tags }) => ownTags(tags).map(({ key, value }) => <Tag key={key} name={key} value={value} />),
      },
    ],
    [t],
  );
}
