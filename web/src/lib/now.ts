import { useSyncExternalStore } from 'react';

const TICK_MILLIS = 15_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock serves all that is shown, and stands still while nothing is. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((one) => one());
  }, TICK_MILLIS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Changes every quarter of a minute, so that what is told of the past does not grow old itself. */
export function useTick(): number {
  return useSyncExternalStore(subscribe, () => now);
}
