import { holding, isFilter, quotedKey, quotedText } from '@/lib/filter';

export const WINDOWS = ['all', 'hour', 'day', 'week', 'month'] as const;
export type Window = (typeof WINDOWS)[number];
export const STATES = ['all', 'OK', 'ERROR', 'IN_PROGRESS'] as const;
export type State = (typeof STATES)[number];

const HOUR = 3_600_000;
const LENGTHS: Record<Window, number> = { all: 0, hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR };
const MINUTE = 60_000;

/** Which traces are asked for: a filter or words, and what a click chose. */
export type TraceChoice = {
  q: string;
  state: State;
  window: Window;
  /** From and to, in milliseconds, in place of the window; empty for none. */
  range: readonly number[];
  /** Assessments of which a trace has one; all where there is none. */
  assessed: readonly string[];
  /** A run that they came from or were linked to. */
  runId?: string | undefined;
};

/** All traces. */
export const NO_CHOICE: TraceChoice = { q: '', state: 'all', window: 'all', range: [], assessed: [] };

/** The choice in the filter language. */
export function filterOf({ q, state, window, range, assessed, runId }: TraceChoice, now = Date.now()): string {
  const [since = sinceOf(window, now), until] = range;
  return [
    runId === undefined ? '' : `run_id = ${quotedText(runId)}`,
    wordsOf(q.trim()),
    state === 'all' ? '' : `status = '${state}'`,
    since === undefined ? '' : `timestamp >= ${since}`,
    until === undefined ? '' : `timestamp <= ${until}`,
    anyOf(
      assessed.flatMap((name) => ['feedback', 'expectation'].map((kind) => `${kind}.${quotedKey(name)} IS NOT NULL`)),
    ),
  ]
    .filter((clause) => clause !== '')
    .join(' AND ');
}

/** The first minute of a window; undefined where it has none. */
export function sinceOf(window: Window, now = Date.now()): number | undefined {
  return window === 'all' ? undefined : Math.floor((now - LENGTHS[window]) / MINUTE) * MINUTE;
}

const TRACE_ID = /^tr-[0-9a-f]{32}$/;

function wordsOf(text: string): string {
  if (text === '') return '';
  if (TRACE_ID.test(text)) return `request_id = ${quotedText(text)}`;
  if (isFilter(text)) return `(${text})`;
  return text
    .split(/\s+/)
    .map((word) => `trace.text ILIKE ${holding(word)}`)
    .join(' AND ');
}

function anyOf(clauses: readonly string[]): string {
  return clauses.length === 0 ? '' : `(${clauses.join(' OR ')})`;
}
