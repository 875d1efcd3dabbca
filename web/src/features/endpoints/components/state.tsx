import { reasonsOf, stateOf, type ServingEndpoint, type State } from '@/lib/endpoints';
import { Badge } from '@/ui/badge';
import { useEndpointMessages } from '../messages';
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
  const state = stateOf(endpoint);
  const said = useReasons();
  const reasons = reasonsOf(endpoint).map(said).join('\n');
  return (
    <span title={reasons === '' ? undefined : reasons}>
      <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
    </span>
  );
}
