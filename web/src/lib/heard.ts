import type { RunChange } from './live';

/** What is heard of while each of some things is read. */
const reading = new Set<RunChange[]>();

/** A stream told of a run. */
export function hear(change: RunChange): void {
  for (const heard of reading) heard.push(change);
}

/** Reads something of runs, and makes in it the changes that are heard of meanwhile: the answer may be of before them. */
export async function withHeard<Answer>(
  read: () => Promise<Answer>,
  make: (answer: Answer, change: RunChange) => Answer,
): Promise<Answer> {
  const heard: RunChange[] = [];
  reading.add(heard);
  try {
    const answer = await read();
    return heard.reduce(make, answer);
  } finally {
    reading.delete(heard);
  }
}
