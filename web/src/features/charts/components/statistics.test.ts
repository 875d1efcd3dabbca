import { describe, expect, it } from 'vitest';
import { boxes, heights, histogram } from './statistics';

describe('statistics of runs', () => {
  it('give each group its five numbers, and what lies outside', () => {
    expect(boxes([1, 2, 3, 4, 5, 100, undefined], undefined)).toEqual([
      { name: '', box: [1, 2.25, 3.5, 4.75, 5], outliers: [100] },
    ]);
    expect(boxes([1, 2], ['b', 'a']).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('count every value once', () => {
    const bins = histogram([1, 2, 3, 4, undefined]);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(histogram(['x', 'y', 'x'])).toEqual([
      { name: 'x', count: 2 },
      { name: 'y', count: 1 },
    ]);
    expect(histogram([5, 5])).toEqual([{ name: '5', count: 2 }]);
    expect(histogram([0.001, 0.001, 0.1, 10], true).map(({ count }) => count)).toEqual([2, 1, 1]);
  });

  it('put a surface through points', () => {
    const { cells, xs } = heights([
      { x: 0, y: 0, z: 1 },
      { x: 1, y: 1, z: 3 },
    ]);
    expect(cells).toHaveLength(xs.length ** 2);
    expect(cells[0]?.[2]).toBeCloseTo(1);
    expect(cells.at(-1)?.[2]).toBeCloseTo(3);
    expect(heights([]).cells).toEqual([]);
  });
});
