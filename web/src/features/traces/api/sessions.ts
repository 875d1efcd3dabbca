import { sessionOf, timeOf } from './trace-facts';
import type { TraceInfo } from './traces';

export type Session = {
  id: string;
  /** The turns that are loaded, newest first. */
  turns: TraceInfo[];
  last: number | undefined;
};

/** Traces that come newest first, by their session. */
export function sessionsOf(traces: readonly TraceInfo[]): Session[] {
  const sessions = new Map<string, Session>();
  for (const trace of traces) {
    const id = sessionOf(trace);
    if (id === undefined) continue;
    const known = sessions.get(id);
    if (known) known.turns.push(trace);
    else sessions.set(id, { id, turns: [trace], last: timeOf(trace) });
  }
  return [...sessions.values()];
}
