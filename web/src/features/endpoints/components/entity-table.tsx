import { isAtRest, shareOf, type EndpointConfig, type ServedEntity } from '@/lib/endpoints';
import { Badge } from '@/ui/badge';
import { SIZES } from '../api/draft';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';
import { useShadowMessages } from '../messages-shadow';
import { EntityName } from './entity-name';
import styles from './entity-table.module.css';

const TONES = {
  DEPLOYMENT_READY: 'success',
  DEPLOYMENT_CREATING: 'info',
  DEPLOYMENT_RECOVERING: 'info',
  DEPLOYMENT_FAILED: 'danger',
  DEPLOYMENT_ABORTED: 'neutral',
} as const;

/** The entities of a configuration: what each is, how it is, and how much it gets to do. */
export function EntityTable({ config, label }: { config: EndpointConfig; label: string }) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const shadow = useShadowMessages();
  return (
    <ul className={styles['entities']} aria-label={label}>
      {(config.served_entities ?? []).map((entity) => (
        <li key={entity.name}>
          <div className={styles['head']}>
            <strong>{entity.name}</strong>
            {entity.state && isAtRest(entity) && <Badge tone="neutral">{rollout('atRest')}</Badge>}
            {entity.state && !isAtRest(entity) && (
              <Badge tone={TONES[entity.state.deployment]}>{t(`deployment.${entity.state.deployment}`)}</Badge>
            )}
            <span className={styles['share']}>
              {entity.cairn_shadow
                ? shadow('isShadow', { name: entity.cairn_shadow.of ?? '' })
                : t('percent', { share: shareOf(config, entity) })}
            </span>
          </div>
          <div>
            <EntityName entity={entity} />
          </div>
          <small className="muted">
            <Size entity={entity} />
          </small>
        </li>
      ))}
    </ul>
  );
}

function Size({ entity }: { entity: ServedEntity }) {
  const t = useEndpointMessages();
  const most = entity.max_provisioned_concurrency;
  if (most != null) return t('sizeOf', { count: most });
  return t(`size.${SIZES.find((size) => size === entity.workload_size) ?? 'Small'}`);
}
