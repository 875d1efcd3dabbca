import { useSyncExternalStore } from 'react';
import { store, stored } from './stored';

const KEY = 'cairn.reviewer';
const changes = new EventTarget();

/** Who reviews, until there are accounts: what MLflow's clients write where nobody is named. */
const SOMEBODY = 'default';

function reviewer(): string {
  return stored(KEY) ?? SOMEBODY;
}

/** Under which name this browser's answers are kept. */
export function useReviewer(): string {
  return useSyncExternalStore(subscribe, reviewer);
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
