import { useQueryClient } from '@tanstack/react-query';
import { useInTurn } from './in-turn';
import { REGISTRY_EVENTS, useLive, type LiveState, type ModelChange } from './live';

const PAUSE_MILLIS = 1_000;

/**
 * Keeps what is shown of the registry up to date, but for lists, whose rows never move by themselves.
 *
 * @param kind the first part of the keys of what is shown
 * @param isLive whether it is to follow what happens
 * @param name of the model that it is about; undefined for all
 * @param onRenamed is told the name that this model has from now on
 */
export function useFollowedRegistry(
  kind: 'registry' | 'prompts',
  isLive: boolean,
  name?: string,
  onRenamed?: (to: string) => void,
): LiveState {
  const client = useQueryClient();
  const readAnew = useInTurn(PAUSE_MILLIS, () =>
    client.invalidateQueries({ queryKey: [kind], predicate: ({ state }) => !isList(state.data) }),
  );
  return useLive(isLive ? REGISTRY_EVENTS : undefined, {
    onModel: (change: ModelChange) => {
      if (name === undefined || change.name === name) readAnew();
      else if (change.previous_name === name) onRenamed?.(change.name);
    },
    onResync: readAnew,
  });
}

function isList(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'pages' in data;
}
