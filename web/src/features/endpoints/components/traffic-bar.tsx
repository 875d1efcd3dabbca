import { shareOf, type EndpointConfig } from '@/lib/endpoints';
import { hueAt } from '@/lib/run-colors';
import { answering } from '../api/rollouts';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';
import styles from './traffic-bar.module.css';

/** How requests are shared between the entities of a configuration: as a bar, and in figures. */
export function TrafficBar({ config }: { config: EndpointConfig }) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const entities = answering(config);
  const key = config.traffic_config?.cairn_key;
  const shares = entities.map((entity) => ({ name: entity.name ?? '', share: shareOf(config, entity) }));
  return (
    <div className={styles['traffic']}>
      <div className={styles['bar']} aria-hidden>
        {shares.map(({ name, share }, place) =>
          share === 0 ? null : <span key={name} style={{ flexGrow: share, background: hueAt(place) }} />,
        )}
      </div>
      <ul className={styles['legend']} aria-label={t('traffic')}>
        {shares.map(({ name, share }, place) => (
          <li key={name}>
            <span className={styles['mark']} style={{ background: hueAt(place) }} aria-hidden />
            {name}
            <span className="muted">{t('percent', { share })}</span>
          </li>
        ))}
      </ul>
      {key != null && <small className="muted">{rollout('byKey', { key })}</small>}
    </div>
  );
}
