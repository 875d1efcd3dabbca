import { Link } from '@tanstack/react-router';
import { aliasOf, versionOf, type ServedEntity } from '@/lib/endpoints';
import { modelVersionRoute, registeredModelRoute } from '@/lib/routes';
import { Badge } from '@/ui/badge';
import { useEndpointMessages } from '../messages';

/** The version of a model that an entity answers with, and the alias that it follows. */
export function EntityName({ entity }: { entity: ServedEntity }) {
  const t = useEndpointMessages();
  const { entity_name: model = '' } = entity;
  const version = versionOf(entity);
  const alias = aliasOf(entity);
  return (
    <>
      <Link to={registeredModelRoute.to} params={{ modelName: model ?? '' }}>
        {model}
      </Link>{' '}
      {version !== undefined && (
        <Link to={modelVersionRoute.to} params={{ modelName: model ?? '', version }}>
          {t('versionOf', { version })}
        </Link>
      )}{' '}
      {alias !== undefined && <Badge tone="info">@{alias}</Badge>}
    </>
  );
}
