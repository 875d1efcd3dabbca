import { sinceOf, type Window } from './filter';

const MINUTE = 60_000;

/** The time that charts of the list show: undefined ends are where traces begin and end. */
export function measuredTime(window: Window, range: readonly number[], now = Date.now()) {
  const [from, to] = range;
  if (from !== undefined && to !== undefined) return { from, to };
  const since = sinceOf(window, now);
  return { from: since, to: since === undefined ? undefined : Math.ceil(now / MINUTE) * MINUTE };
}
