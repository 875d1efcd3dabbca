import { useSyncExternalStore } from 'react';

const KEY = 'cairn.reviewer';
const changes = new EventTarget();

/** Who reviews, until there are accounts: what MLflow's clients write where nobody is named. */
const SOMEBODY = 'default';

function stored(): string {
  return localStorage.getItem(KEY) ?? SOMEBODY;
}

/** Under which name this browser's answers are kept. */
export function useReviewer(): string {
  return useSyncExternalStore(subscribe, stored);
}

/** Names of people are in lower case, as the server keeps them. */
export function chooseReviewer(name: string): void {
  localStorage.setItem(KEY, name.trim().toLowerCase());
  changes.dispatchEvent(new Event('change'));
}

function subscribe(listener: () => void): () => void {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
}
