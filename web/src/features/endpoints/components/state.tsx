import { isAtRest, reasonsOf, stateOf, type ServingEndpoint, type State } from '@/lib/endpoints';
import { Badge } from '@/ui/badge';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';
import { useReasons } from './reasons';

const TONES = {
  ready: 'success',
  updating: 'info',
  updateFailed: 'warning',
  notReady: 'danger',
} as const satisfies Record<State, string>;

/** How an endpoint is, in a word; why, where one points. */
export function StateBadge({ endpoint }: { endpoint: ServingEndpoint }) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const state = stateOf(endpoint);
  const entities = endpoint.config?.served_entities ?? [];
  const isResting = state === 'ready' && entities.length > 0 && entities.every(isAtRest);
  const said = useReasons();
  const reasons = reasonsOf(endpoint).map(said).join('\n');
  return (
    <span title={reasons === '' ? undefined : reasons}>
      <Badge tone={isResting ? 'neutral' : TONES[state]}>{isResting ? rollout('atRest') : t(`state.${state}`)}</Badge>
    </span>
  );
}
