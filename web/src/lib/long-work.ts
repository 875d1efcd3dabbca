import { useState, useSyncExternalStore } from 'react';

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

/** Works of many steps that are told of together: how far they are, and what gives the rest of them up. */
export function longWork() {
  const underWay = new Map<AbortController, Progress>();
  const listeners = new Set<() => void>();
  let progress: Progress | undefined;
  const tell = () => {
    const all = [...underWay.values()];
    const sum = (of: keyof Progress) => all.reduce((total, far) => total + far[of], 0);
    progress = all.length === 0 ? undefined : { done: sum('done'), all: sum('all') };
    listeners.forEach((listener) => listener());
  };
  const end = (own: AbortController) => {
    own.abort(); // what is still under way where a step failed has nothing to report
    underWay.delete(own);
    tell();
  };
  return {
    progress: () => progress,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** @returns what the work gives; undefined where it was given up */
    run: async <R>(all: number, work: (work: Work) => Promise<R>): Promise<R | undefined> => {
      const own = new AbortController();
      const { signal } = own;
      const report = (far: Progress) => {
        if (signal.aborted) return;
        underWay.set(own, far);
        tell();
      };
      report({ done: 0, all });
      try {
        const result = await work({ signal, report });
        return signal.aborted ? undefined : result;
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      } finally {
        end(own);
      }
    },
    giveUp: (): void => [...underWay.keys()].forEach(end),
  };
}

export type LongWork = ReturnType<typeof longWork>;

/**
 * Work of many steps, of which one wants to know how far it is, and which can be given up.
 *
 * @param shared works of which other parts of the page tell, too, also when this one is gone
 */
export function useLongWork(shared?: LongWork) {
  const [own] = useState(longWork);
  const { run, giveUp, subscribe, progress } = shared ?? own;
  return { progress: useSyncExternalStore(subscribe, progress), run, giveUp };
}
