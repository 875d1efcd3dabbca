import type { Health } from './health';

/** How the server was between two answers. */
export type Figures = {
  /** Milliseconds since 1970. */
  time: number;
  perSecond: number;
  /** Of a request, in milliseconds; undefined where none was answered. */
  meanMillis: number | undefined;
  /** Requests that failed, a minute. */
  failedPerMinute: number;
  cpuLoad: number;
  heapUsed: number;
};

/** Answers that are remembered while the page is open. */
const MOST = 120;

/** The answers with another one, in which a server that began anew begins anew. */
export function remembered(before: readonly Health[], now: Health): readonly Health[] {
  const last = before.at(-1);
  const isOther = last !== undefined && last.started_time !== now.started_time;
  return isOther ? [now] : [...before, now].slice(-MOST);
}

/** What happened between each two answers. */
export function figuresOf(answers: readonly Health[]): Figures[] {
  return answers.slice(1).map((now, place) => between(answers[place] ?? now, now));
}

function between(before: Health, now: Health): Figures {
  const seconds = Math.max(((now.now ?? 0) - (before.now ?? 0)) / 1_000, 0.001);
  const answered = (now.requests.answered ?? 0) - (before.requests.answered ?? 0);
  const failed = (now.requests.failed ?? 0) - (before.requests.failed ?? 0);
  const millis = Number(now.requests.millis ?? 0) - Number(before.requests.millis ?? 0);
  return {
    time: now.now ?? 0,
    perSecond: answered / seconds,
    meanMillis: answered > 0 ? millis / answered : undefined,
    failedPerMinute: (failed * 60) / seconds,
    cpuLoad: Math.max(Number(now.process.cpu_load ?? 0), 0),
    heapUsed: now.process.heap_used_bytes ?? 0,
  };
}

export type Concern =
  | { of: 'store'; problem: string }
  | { of: 'disk'; place: string; free: number }
  | { of: 'task'; name: string; failures: number }
  | { of: 'database'; waiting: number };

/** So little free space is a concern, in bytes and as a share. */
const LITTLE_BYTES = 1_000_000_000;
const LITTLE_SHARE = 0.05;
const MANY_WAITING = 100;

/** What somebody should look at. */
export function concernsOf({ database, artifacts, tasks = [] }: Health): Concern[] {
  const concerns: Concern[] = [];
  if (artifacts.reachable === false) concerns.push({ of: 'store', problem: artifacts.problem ?? '' });
  const { free_bytes: free, total_bytes: total } = artifacts;
  if (isNumber(free) && (free < LITTLE_BYTES || (isNumber(total) && free < total * LITTLE_SHARE))) {
    concerns.push({ of: 'disk', place: artifacts.place, free });
  } else if (isNumber(database.free_bytes) && database.free_bytes < LITTLE_BYTES) {
    concerns.push({ of: 'disk', place: database.place, free: database.free_bytes });
  }
  for (const task of tasks) {
    const { ended_time: ended, failed_time: failed } = task;
    if (isNumber(failed) && failed === ended)
      concerns.push({ of: 'task', name: task.name, failures: task.failures ?? 0 });
  }
  if ((database.waiting ?? 0) > MANY_WAITING) concerns.push({ of: 'database', waiting: database.waiting ?? 0 });
  return concerns;
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
