import { isAtRest, shareOf, type EndpointConfig, type ServedEntity } from '@/lib/endpoints';
import { betweenNames, duration } from '@/lib/format';
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
            {entity.cairn_placement != null && (
              <>{t(entity.cairn_placement === 'kubernetes' ? 'place.kubernetes' : 'place.server')} · </>
            )}
            <Settings entity={entity} />
          </small>
        </li>
      ))}
    </ul>
  );
}

/** What its author said of it: how much at a time, whether it rests, and its variables, of which the form has the values. */
function Settings({ entity }: { entity: ServedEntity }) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const { max_provisioned_concurrency: most, scale_to_zero_enabled: rests, environment_vars: variables } = entity;
  const names = Object.keys(variables ?? {});
  return [
    most == null
      ? t(`size.${SIZES.find((size) => size === entity.workload_size) ?? 'Small'}`)
      : t('sizeOf', { count: most }),
    ...(rests === true
      ? [rollout('restsAfter', { time: duration((entity.cairn_idle_seconds ?? 1_800) * 1_000) })]
      : []),
    ...(names.length > 0 ? [t('variablesOf', { names: names.join(betweenNames()) })] : []),
  ].join(' · ');
}
