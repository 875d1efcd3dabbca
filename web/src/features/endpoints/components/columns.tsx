import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { aliasOf, configOf, sharedNow, shareOf, versionOf, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { Badge, Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { answering } from '../api/rollouts';
import { useEndpointMessages } from '../messages';
import { StateBadge } from './state';

/** So many entities of an endpoint are told, and of the others how many they are. */
const FEW = 3;

/** What the list tells of endpoints. */
export function useEndpointColumns(): Column<ServingEndpoint>[] {
  const t = useEndpointMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 200,
        sortable: true,
        cell: ({ name }) => (
          <Link to={endpointRoute.to} params={{ endpointName: name }} title={name} className="truncate">
            {name}
          </Link>
        ),
      },
      {
        id: 'state',
        name: t('state'),
        width: 140,
        sortable: true,
        cell: (endpoint) => <StateBadge endpoint={endpoint} />,
      },
      {
        id: 'entities',
        name: t('entities'),
        width: 420,
        cell: (endpoint) => <Entities endpoint={endpoint} />,
      },
      {
        id: 'traffic',
        name: t('traffic'),
        width: 120,
        cell: (endpoint) => {
          const config = sharedNow(endpoint);
          const shares = answering(config).map((entity) => t('percent', { share: shareOf(config, entity) }));
          return (
            <span className="truncate" title={shares.join(' / ')}>
              {shares.slice(0, FEW).join(' / ')}
              {shares.length > FEW && ' / …'}
            </span>
          );
        },
      },
      {
        id: 'updated',
        name: t('updated'),
        width: 130,
        sortable: true,
        cell: (endpoint) => <RelativeTime millis={endpoint.last_updated_timestamp} />,
      },
      {
        id: 'creator',
        name: t('creator'),
        width: 140,
        sortable: true,
        cell: ({ creator }) => <span className="truncate">{creator}</span>,
      },
      {
        id: 'tags',
        name: t('tags'),
        width: 220,
        cell: ({ tags = [] }) => tags.map(({ key, value }) => <Tag key={key} name={key} value={value ?? ''} />),
      },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        sortable: true,
        cell: (endpoint) => <RelativeTime millis={endpoint.creation_timestamp} />,
      },
    ],
    [t],
  );
}

function Entities({ endpoint }: { endpoint: ServingEndpoint }) {
  const t = useEndpointMessages();
  const entities = configOf(endpoint).served_entities ?? [];
  const texts = entities.map((entity) => {
    const [version, alias] = [versionOf(entity), aliasOf(entity)];
    const answers = version === undefined ? '' : ` ${t('shortVersion', { version })}`;
    return `${entity.entity_name}${answers}${alias === undefined ? '' : ` @${alias}`}`;
  });
  return (
    <>
      {texts.slice(0, FEW).map((text, place) => (
        <span key={entities[place]?.name} className="truncate" title={text}>
          <Badge>{text}</Badge>
        </span>
      ))}
      {texts.length > FEW && (
        <span className="muted" title={texts.slice(FEW).join('\n')}>
          {t('moreEntities', { count: texts.length - FEW })}
        </span>
      )}
    </>
  );
}
