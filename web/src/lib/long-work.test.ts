import { describe, expect, it } from 'vitest';
import { longWork, withEach, type Progress } from './long-work';

describe('work of many steps', () => {
  it('is done with each, and tells how far it is', async () => {
    const seen: number[] = [];
    const told: Progress[] = [];
    const { signal } = new AbortController();
    const done = await withEach([1, 2, 3, 4, 5, 6], { signal, report: (far) => told.push(far) }, async (one) => {
      await Promise.resolve();
      seen.push(one);
    });
    expect(done).toBe(6);
    expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told.at(-1)).toEqual({ done: 6, all: 6 });
  });

  it('leaves the rest when it is given up', async () => {
    const stop = new AbortController();
    const done = await withEach(Array.from({ length: 100 }), { signal: stop.signal, report: () => undefined }, () => {
      stop.abort();
      return Promise.resolve();
    });
    expect(done).toBeLessThan(100);
  });

  it('fails where one fails, and begins no other', async () => {
    const begun: number[] = [];
    const { signal } = new AbortController();
    const failing = withEach([1, 2, 3, 4, 5, 6, 7, 8, 9], { signal, report: () => undefined }, async (one) => {
      begun.push(one);
      await Promise.resolve();
      if (one === 2) throw new Error('no');
      await new Promise((done) => setTimeout(done));
    });
    await expect(failing).rejects.toThrow('no');
    await new Promise((done) => setTimeout(done, 10));
    expect(begun).toEqual([1, 2, 3, 4]);
  });
});

describe('works that are told of together', () => {
  it('are one number, and are given up together', async () => {
    const works = longWork();
    const ends: (() => void)[] = [];
    const begin = (done: number, all: number) =>
      works.run(all, async ({ report }) => {
        report({ done, all });
        await new Promise<void>((end) => ends.push(end));
        return all;
      });
    const first = begin(1, 3);
    const second = begin(2, 4);
    expect(works.progress()).toEqual({ done: 3, all: 7 });

    ends[0]?.();
    expect(await first).toBe(3);
    expect(works.progress()).toEqual({ done: 2, all: 4 });

    works.giveUp();
    expect(works.progress()).toBeUndefined();
    ends[1]?.();
    expect(await second).toBeUndefined();
  });
});
