import { describe, expect, it } from 'vitest';
import { nearest, withDetail, type Line } from './line';
import { smoothed } from './smoothing';
import { xRange, yRange } from './y-range';

const BARE = { name: 'run', place: 0, points: 0, means: undefined, nan: [], above: [], below: [] };
const line = (x: number[], y: number[], more: Partial<Line> = {}): Line => ({ ...BARE, id: 'a', x, y, ...more });
const SHOWN = { window: [0, 100] as const, log: false, ignoreOutliers: false, smoothing: 0 };

describe('lines', () => {
  it('find the nearest point', () => {
    expect([-5, 4, 6, 99].map((x) => nearest([0, 5, 10], x))).toEqual([0, 1, 1, 2]);
    expect(nearest([], 1)).toBe(-1);
  });

  it('show a window in detail and the rest as it was', () => {
    const shown = withDetail([line([0, 10, 20, 30], [0, 1, 2, 3])], [line([10, 15, 20], [1, 9, 2])], [10, 20]);
    expect(shown[0]?.x).toEqual([0, 10, 15, 20, 30]);
    expect(shown[0]?.y).toEqual([0, 1, 9, 2, 3]);
  });

  it('are smoothed without the bias of their first value, buckets counting as their points', () => {
    expect(smoothed(line([0, 1, 2], [4, 4, 4]), 0.9).y.map((y) => y.toFixed(6))).toEqual([
      '4.000000',
      '4.000000',
      '4.000000',
    ]);
    const single = smoothed(line([0, 1, 2, 3], [1, 1, 5, 5]), 0.5).y[3];
    const means = { x: [1, 3], y: [1, 5], counts: [2, 2] };
    expect(smoothed(line([0, 1, 2, 3], [1, 1, 5, 5], { means }), 0.5).y[1]).toBeCloseTo(single ?? NaN, 12);
  });

  it('have a range with a margin, without outliers on request', () => {
    const lines = [
      line(
        Array.from({ length: 101 }, (_, x) => x),
        Array.from({ length: 101 }, (_, x) => (x === 50 ? 1e6 : x)),
      ),
    ];
    expect(yRange(lines, SHOWN)?.[1]).toBeGreaterThan(1e6);
    expect(yRange(lines, { ...SHOWN, ignoreOutliers: true })?.[1]).toBeLessThan(200);
  });

  it('have no place for what is not above zero on a logarithmic axis', () => {
    expect(yRange([line([1, 2, 3], [-1, 0, 10])], { ...SHOWN, log: true })).toEqual([5, 20]);
    expect(xRange([line([-1, 0, 1, 100], [1, 1, 1, 1])], true)).toEqual([1, 100]);
    expect(xRange([line([7], [1])], false)).toEqual([6, 8]);
    expect(xRange([], false)).toBeUndefined();
  });

  it('begin at zero on request, where nothing lies below', () => {
    expect(yRange([line([1, 2, 3], [8, 9, 10])], { ...SHOWN, fromZero: true })).toEqual([0, 10.5]);
    expect(yRange([line([1, 2], [0, 0])], { ...SHOWN, fromZero: true })).toEqual([0, 1]);
    expect(yRange([line([1, 2], [-1, 1])], { ...SHOWN, fromZero: true })?.[0]).toBeLessThan(-1);
  });
});
