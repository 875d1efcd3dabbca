import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { readAnewUntil, useInTurn } from './in-turn';
import { REGISTRY_EVENTS, useLive, type LiveState, type ModelChange } from './live';

const PAUSE_MILLIS = 1_000;

/** What addresses call the name of one. */
const NAME_IN_ADDRESS = { registry: 'modelName', prompts: 'promptName' } as const;

const firstNames = new Map<string, string>();
let renamed = 0;

/** What something was called when this page first heard of it: it is the same whatever name somebody gives it. */
export function firstName(kind: string, name: string): string {
  return firstNames.get(`${kind}/${name}`) ?? name;
}

/** Whatever has the old name of something from now on is something else. */
function freeName(kind: string, name: string): void {
  renamed += 1;
  firstNames.set(`${kind}/${name}`, `${name} ${renamed}`);
}

/** Knows by its new name what is known of something, so that what is being written on its page stays. */
function carryOver(client: QueryClient, kind: string, name: string, newName: string): void {
  firstNames.set(`${kind}/${newName}`, firstName(kind, name));
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: [kind] })) {
    if (!isNamed(state.data, name)) continue;
    const newKey = queryKey.map((part) => (part === name ? newName : part));
    client.setQueryData(newKey, { ...state.data, name: newName }, { updatedAt: 0 }); // it is read anew at once
  }
}

function isNamed(data: unknown, name: string): data is { name: string } {
  return typeof data === 'object' && data !== null && 'name' in data && data.name === name;
}

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
  const goTo = (oldName: string, newName: string) => {
    carryOver(client, kind, oldName, newName);
    const params = (before: object) => ({ ...before, [NAME_IN_ADDRESS[kind]]: newName });
    void navigate({ to: '.', params, search: true, replace: true }).then(() => freeName(kind, oldName));
  };
  return useLive(isLive ? REGISTRY_EVENTS : undefined, {
    onModel: (change: ModelChange) => {
      if (name !== undefined && change.previous_name === name) goTo(name, change.name);
      else if (name === undefined || change.name === name) readAnew();
    },
    onResync: readAnew,
  });
}

function isList(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'pages' in data;
}
