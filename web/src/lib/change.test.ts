import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { readAnew } from './change';

describe('a change', () => {
  it('is seen by what was being read for the first time when it happened', async () => {
    const client = new QueryClient();
    const answers: ((rows: string[]) => void)[] = [];
    const observer = new QueryObserver<string[]>(client, {
      queryKey: ['runs', 'table'],
      queryFn: () => new Promise((resolve) => answers.push(resolve)),
    });
    const seen: (string[] | undefined)[] = [];
    const stop = observer.subscribe((result) => seen.push(result.data));

    const reading = readAnew(client, 'runs');
    await expect.poll(() => answers.length).toBe(2);
    answers[0]?.(['before']);
    answers[1]?.(['after']);
    await reading;

    expect(observer.getCurrentResult().data).toEqual(['after']);
    expect(seen).not.toContainEqual(['before']);
    stop();
  });
});
