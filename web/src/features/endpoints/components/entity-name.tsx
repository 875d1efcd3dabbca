import { Link, type LinkProps } from '@tanstack/react-router';
import { isFullName } from '@/lib/catalog';
import { aliasOf, versionOf, type ServedEntity } from '@/lib/endpoints';
import { catalogModelRoute, catalogVersionRoute, modelVersionRoute, registeredModelRoute } from '@/lib/routes';
import { Badge } from '@/ui/badge';
import { useEndpointMessages } from '../messages';

/** The version of a model that an entity answers with, and the alias that it follows. */
export function EntityName({ entity }: { entity: ServedEntity }) {
  const t = useEndpointMessages();
  const model = entity.entity_name ?? '';
  const version = versionOf(entity);
  const alias = aliasOf(entity);
  const isOfCatalogue = isFullName(model);
  const params = { modelName: model, fullName: model, version };
  const to = { to: isOfCatalogue ? catalogModelRoute.to : registeredModelRoute.to, params };
  const toVersion = { to: isOfCatalogue ? catalogVersionRoute.to : modelVersionRoute.to, params };
  return (
    <>
      <Link {...(to as LinkProps)}>{model}</Link>{' '}
      {version !== undefined && <Link {...(toVersion as LinkProps)}>{t('versionOf', { version })}</Link>}{' '}
      {alias !== undefined && <Badge tone="info">@{alias}</Badge>}
    </>
  );
}
