import { useQuery } from '@tanstack/react-query';
import type { ServingEndpoint } from '@/lib/endpoints';
import { rolloutQuery } from '../api/rollouts';
import { useRolloutMessages } from '../messages-rollout';
import styles from '../pages/pages.module.css';

/** Says that another configuration ends the rollout that is under way; nothing where there is none. */
export function RolloutEnds({ endpoint: { name } }: { endpoint: ServingEndpoint }) {
  const t = useRolloutMessages();
  const { data: rollout } = useQuery(rolloutQuery(name));
  if (rollout?.state !== 'RUNNING') return null;
  return (
    <div className={styles['notice']} data-tone="warning" role="status">
      {t('endsWith', { entity: rollout.entity })}
    </div>
  );
}
