import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ModelVersion, RegisteredModel } from '@/lib/registry';
import { modelVersionRoute, registeredModelRoute } from '@/lib/routes';
import { Badge, Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { useRegistryMessages } from '../messages';
import { isStage } from './stage-badge';

/** The version of a model with the highest number. */
export function newestOf({ latest_versions: versions = [] }: RegisteredModel): ModelVersion | undefined {
  return versions.toSorted((one, other) => Number(other.version) - Number(one.version))[0];
}

/** What the list tells of a registered model. */
export function useModelColumns(): Column<RegisteredModel>[] {
  const t = useRegistryMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 260,
        sortable: true,
        cell: ({ name }) => (
          <Link to={registeredModelRoute.to} params={{ modelName: name }} title={name} className="truncate">
            {name}
          </Link>
        ),
      },
      { id: 'newest', name: t('newest'), width: 130, cell: (model) => <Newest model={model} /> },
      { id: 'stages', name: t('stages'), width: 220, cell: (model) => <Stages model={model} /> },
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
        cell: (model) => <RelativeTime millis={model.last_updated_timestamp} />,
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
        width: 280,
        cell: ({ description }) => <span>{description}</span>,
      },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        sortable: true,
        cell: (model) => <RelativeTime millis={model.creation_timestamp} />,
      },
    ],
    [t],
  );
}

function Newest({ model }: { model: RegisteredModel }) {
  const t = useRegistryMessages();
  const newest = newestOf(model);
  if (!newest) return <span className="muted">–</span>;
  return (
    <Link to={modelVersionRoute.to} params={{ modelName: model.name, version: newest.version }}>
      {t('versionOf', { version: newest.version })}
    </Link>
  );
}

/** The newest version of each stage that people load from. */
function Stages({ model: { latest_versions: versions = [] } }: { model: RegisteredModel }) {
  const t = useRegistryMessages();
  return (['Production', 'Staging'] as const).flatMap((stage) => {
    const version = versions.find((one) => isStage(one.current_stage) && one.current_stage === stage);
    if (!version) return [];
    return (
      <Badge key={stage} tone={stage === 'Production' ? 'success' : 'warning'}>
        {`${t(`stage.${stage}`)}: ${version.version}`}
      </Badge>
    );
  });
}
