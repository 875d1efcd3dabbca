import type { Images } from './api/images';

/** The place of the last step that is not behind one; -1 where all are. */
export function atOrBefore(steps: readonly number[], step: number): number {
  let from = 0;
  let to = steps.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((steps[middle] as number) <= step) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/** All steps at which one of some runs logged an image of one of some keys, in order. */
export function stepsOf({ ofRuns }: Images, runIds: readonly string[], keys: readonly string[]): number[] {
  const steps = new Set<number>();
  for (const runId of runIds) {
    for (const key of keys)
      ofRuns
        .get(runId)
        ?.get(key)
        ?.steps.forEach((step) => steps.add(step));
  }
  return [...steps].sort((a, b) => a - b);
}

/** One image: its run, its key, and its place among the images of these. */
export type ImagePlace = { runId: string; key: string; place: number };

/** The same key at about the same step in the next run, or the one before, that has it. */
export function inOtherRun(
  { ofRuns }: Images,
  runIds: readonly string[],
  { runId, key, place }: ImagePlace,
  by: 1 | -1,
): ImagePlace | undefined {
  const step = ofRuns.get(runId)?.get(key)?.steps[place] ?? 0;
  for (let at = runIds.indexOf(runId) + by; at >= 0 && at < runIds.length; at += by) {
    const other = runIds[at] as string;
    const steps = ofRuns.get(other)?.get(key)?.steps;
    if (steps && steps.length > 0) return { runId: other, key, place: Math.max(atOrBefore(steps, step), 0) };
  }
  return undefined;
}
