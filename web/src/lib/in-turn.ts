import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Does something soon after it was asked for, however often that is: at most once in a pause, and never while it is
 * still being done.
 *
 * @returns what asks for it
 */
export function useInTurn(pauseMillis: number, work: () => Promise<unknown>): () => void {
  const current = useRef(work);
  useLayoutEffect(() => {
    current.current = work;
  });
  const turn = useRef<() => void>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBusy = false;
    let isAsked = false;
    const begin = () => {
      timer = undefined;
      isBusy = true;
      isAsked = false;
      void current
        .current()
        .catch(() => undefined) // what is shown stays, and the next turn tries again
        .finally(() => {
          isBusy = false;
          if (isAsked) ask();
        });
    };
    const ask = () => {
      if (isBusy) isAsked = true;
      else timer ??= setTimeout(begin, pauseMillis);
    };
    turn.current = ask;
    return () => {
      clearTimeout(timer);
      turn.current = undefined;
    };
  }, [pauseMillis]);
  return () => turn.current?.();
}
