import type { QueryClient, QueryFilters } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Does something soon after it was asked for, however often that is: at most once in a pause, and never while it is
 * still being done.
 *
 * @param isOn whether it is done at all: what was asked for before a page is paused is not done afterwards
 * @param work gets a signal that is aborted when what it gives is wanted no more, and what asks for another turn
 * @returns what asks for it
 */
export function useInTurn(
  pauseMillis: number,
  isOn: boolean,
  work: (signal: AbortSignal, again: () => void) => Promise<unknown>,
): () => void {
  const current = useRef({ work, pauseMillis });
  useLayoutEffect(() => {
    current.current = { work, pauseMillis };
  });
  const turn = useRef<() => void>(undefined);
  useEffect(() => {
    if (!isOn) return undefined;
    const stopper = new AbortController();
    const { signal } = stopper;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBusy = false;
    let isAsked = false;
    const begin = () => {
      timer = undefined;
      isBusy = true;
      isAsked = false;
      void current.current
        .work(signal, ask)
        .catch(() => undefined) // what is shown stays, and the next turn tries again
        .finally(() => {
          isBusy = false;
          if (isAsked && !signal.aborted) ask();
        });
    };
    const ask = () => {
      if (isBusy) isAsked = true;
      else timer ??= setTimeout(begin, current.current.pauseMillis);
    };
    turn.current = ask;
    return () => {
      clearTimeout(timer);
      stopper.abort();
      turn.current = undefined;
    };
  }, [isOn]);
  return () => turn.current?.();
}

/** Reads what is shown anew; what is not there when the signal is aborted is not shown. */
export async function readAnewUntil(signal: AbortSignal, client: QueryClient, filters: QueryFilters): Promise<void> {
  const isShown: QueryFilters['predicate'] = (query) =>
    query.state.data !== undefined && filters.predicate?.(query) !== false;
  const stop = () => void client.cancelQueries({ ...filters, predicate: isShown });
  signal.addEventListener('abort', stop);
  await client.invalidateQueries(filters);
  signal.removeEventListener('abort', stop);
}
