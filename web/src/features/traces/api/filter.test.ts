import { describe, expect, it } from 'vitest';
import { filterOf, NO_CHOICE } from './filter';

describe('the filter of traces', () => {
  it.each([
    [{}, ''],
    [{ q: 'late refund' }, "trace.text ILIKE '%late%' AND trace.text ILIKE '%refund%'"],
    [
      { q: "status = 'OK' OR tags.env = 'x'", state: 'ERROR' },
      "(status = 'OK' OR tags.env = 'x') AND status = 'ERROR'",
    ],
    [{ q: `tr-${'0'.repeat(32)}` }, `request_id = 'tr-${'0'.repeat(32)}'`],
    [{ window: 'hour' }, 'timestamp >= 1200000'],
    [{ window: 'hour', range: [5, 7] }, 'timestamp >= 5 AND timestamp <= 7'],
    [{ assessed: ['is it'] }, '(feedback.`is it` IS NOT NULL OR expectation.`is it` IS NOT NULL)'],
  ] as const)('of %j', (choice, filter) => {
    expect(filterOf({ ...NO_CHOICE, ...choice }, 4_800_001)).toBe(filter);
  });
});
