import { describe, expect, it } from 'vitest';
import { hear, withHeard } from './heard';
import type { RunChange } from './live';

const change = (runId: string): RunChange => ({ experiment_id: '1', run_id: runId });
const make = (made: string[], { run_id: runId }: RunChange) => [...made, runId];

describe('what is heard of while something is read', () => {
  it('is made in the answer, and nothing that was heard of before or afterwards', async () => {
    let give: (answer: string[]) => void = () => undefined;
    hear(change('before'));
    const read = withHeard(() => new Promise<string[]>((resolve) => (give = resolve)), make);
    hear(change('first'));
    hear(change('second'));
    give(['answer']);
    expect(await read).toEqual(['answer', 'first', 'second']);
    hear(change('afterwards'));
    expect(await read).toEqual(['answer', 'first', 'second']);
  });

  it('does not hide that the reading failed', async () => {
    const read = withHeard<string[]>(() => Promise.reject(new Error('refused')), make);
    await expect(read).rejects.toThrow('refused');
  });
});
