import type { Query } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { isChanged } from './changed-charts';

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
