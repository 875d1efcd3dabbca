import { QueryClient, QueryObserver, type Query } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { changesOf, isChanged } from './changed-charts';

afterEach(() => {
  vi.useRealTimers();
});

function query(kind: string, asked: unknown, data?: unknown): Query {
  return { queryKey: ['charts', kind, asked], state: { data } } as unknown as Query;
}

describe('what charts asked for', () => {
  const changed = new Map([['a', new Set(['loss'])]]);

  it('is not all any more where a metric of one of its runs has new points', () => {
    expect(isChanged(query('plot', { run_ids: ['a', 'b'], metric_keys: ['loss'] }), changed)).toBe(true);
    expect(isChanged(query('plot', { run_ids: ['a'], metric_keys: ['auc'], x_metric: 'loss' }), changed)).toBe(true);
    expect(isChanged(query('values', { run_ids: ['b'], metric_keys: ['loss'] }), changed)).toBe(false);
    expect(isChanged(query('values', { run_ids: ['a'], metric_keys: ['auc'] }), changed)).toBe(false);
  });

  it('lacks metrics that are new, or have their second point', () => {
    const keys = (has: boolean) => query('keys', ['a'], { metrics: [{ key: 'loss', has_history: has }] });
    expect(isChanged(keys(true), changed)).toBe(false);
    expect(isChanged(keys(false), changed)).toBe(true);
    expect(isChanged(query('keys', ['a'], { metrics: [] }), changed)).toBe(true);
    expect(isChanged(query('keys', ['b'], { metrics: [] }), changed)).toBe(false);
  });
});

describe('a chart of a slow server', () => {
  it('shows what was being read when new points came, and is read anew after that', async () => {
    vi.useFakeTimers();
    const client = new QueryClient();
    const answers: ((points: string) => void)[] = [];
    const observer = new QueryObserver<string>(client, {
      queryKey: ['charts', 'plot', { run_ids: ['a'], metric_keys: ['loss'] }],
      queryFn: ({ signal }) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('given up')));
          answers.push(resolve);
        }),
    });
    const stop = observer.subscribe(() => undefined);
    const changes = changesOf(client);

    for (let second = 0; second < 5; second++) {
      changes.metrics('a', ['loss']);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(answers).toHaveLength(1);
    answers[0]?.('before');
    await vi.advanceTimersByTimeAsync(0);
    expect(observer.getCurrentResult().data).toBe('before');

    await vi.advanceTimersByTimeAsync(1_000);
    expect(answers).toHaveLength(2);
    answers[1]?.('after');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(observer.getCurrentResult().data).toBe('after');
    expect(answers).toHaveLength(2);
    changes.stop();
    stop();
  });
});
