import { useRef, useState } from 'react';

/** How far some work of many steps is. */
export type Progress = { done: number; all: number };

type Work = {
  /** Aborted when somebody gives the rest up. */
  signal: AbortSignal;
  report: (progress: Progress) => void;
};

const AT_ONCE = 4;

/** Does something with each of some things, a few at once, until that is done, fails, or is given up. */
export async function withEach<T>(
  things: readonly T[],
  { signal, report }: Work,
  step: (thing: T, place: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  let done = 0;
  let hasFailed = false;
  const worker = async () => {
    while (next < things.length && !signal.aborted && !hasFailed) {
      const place = next++;
      try {
        await step(things[place] as T, place);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
      report({ done: ++done, all: things.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, things.length) }, worker));
  return done;
}

/** Work of many steps, of which one wants to know how far it is, and which can be given up. */
export function useLongWork() {
  const [progress, setProgress] = useState<Progress>();
  const stop = useRef<AbortController>(undefined);
  /** @returns what the work gives; undefined where it was given up */
  const run = async <R>(all: number, work: (work: Work) => Promise<R>): Promise<R | undefined> => {
    stop.current?.abort();
    const own = (stop.current = new AbortController());
    const { signal } = own;
    const report = (far: Progress) => !signal.aborted && setProgress(far);
    report({ done: 0, all });
    try {
      const result = await work({ signal, report });
      return signal.aborted ? undefined : result;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      if (!signal.aborted) setProgress(undefined);
      own.abort(); // what is still under way where a step failed has nothing to report
    }
  };
  const giveUp = () => {
    stop.current?.abort();
    setProgress(undefined);
  };
  return { progress, run, giveUp };
}
