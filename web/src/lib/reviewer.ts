import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { sessionQuery } from './session';
import { store, stored } from './stored';

const KEY = 'cairn.reviewer';
const changes = new EventTarget();

/** Who reviews where there are no accounts: what MLflow's clients write where nobody is named. */
const SOMEBODY = 'default';

function reviewer(): string {
  return stored(KEY) ?? SOMEBODY;
}

/** Under which name answers are kept: that of who is signed in, or else the one that was chosen for this browser. */
export function useReviewer(): { name: string; isSignedIn: boolean } {
  const chosen = useSyncExternalStore(subscribe, reviewer);
  const user = useQuery(sessionQuery).data?.user;
  return { name: user?.username.toLowerCase() ?? chosen, isSignedIn: Boolean(user) };
}

/** Names of people are in lower case, as the server keeps them. */
export function chooseReviewer(name: string): void {
  store(KEY, name.trim().toLowerCase());
  changes.dispatchEvent(new Event('change'));
}

function subscribe(listener: () => void): () => void {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
}
