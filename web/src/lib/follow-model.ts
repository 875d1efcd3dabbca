import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { readAnewUntil, useInTurn } from './in-turn';
import { REGISTRY_EVENTS, useLive, type LiveState, type ModelChange } from './live';

const PAUSE_MILLIS = 1_000;

/** What addresses call the name of one. */
const NAME_IN_ADDRESS = { registry: 'modelName', prompts: 'promptName' } as const;

/**
 * Keeps what is shown of the registry up to date, but for lists, whose rows never move by themselves. A page of one that
 * gets another name goes to the address of that, where it stands.
 *
 * @param kind the first part of the keys of what is shown
 * @param isLive whether it is to follow what happens
 * @param name of the model that it is about; undefined for all
 */
export function useFollowedRegistry(kind: 'registry' | 'prompts', isLive: boolean, name?: string): LiveState {
  const client = useQueryClient();
  const readAnew = useInTurn(PAUSE_MILLIS, isLive, (signal) =>
    readAnewUntil(signal, client, { queryKey: [kind], predicate: ({ state }) => !isList(state.data) }),
  );
  const navigate = useNavigate();
  const goTo = (newName: string) => {
    const params = (before: object) => ({ ...before, [NAME_IN_ADDRESS[kind]]: newName });
    void navigate({ to: '.', params, search: true, replace: true });
  };
  return useLive(isLive ? REGISTRY_EVENTS : undefined, {
    onModel: (change: ModelChange) => {
      if (name !== undefined && change.previous_name === name) goTo(change.name);
      else if (name === undefined || change.name === name) readAnew();
    },
    onResync: readAnew,
  });
}

function isList(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'pages' in data;
}
