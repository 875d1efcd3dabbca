import { describe, expect, it } from 'vitest';
import { newRows, withRows } from './fresh-rows';

type Row = { id: string; value: number };

describe('fresh rows', () => {
  it('change where they stand, and new ones wait', () => {
    const pages = [
      { rows: [row('a', 1), row('b', 2)], next: 'more' },
      { rows: [row('c', 3)], next: undefined },
    ];
    const now = [row('new', 0), row('c', 30), row('a', 10)];

    expect(withRows({ pages, pageParams: [undefined, 'more'] }, now, ({ id }) => id).pages).toEqual([
      { rows: [row('a', 10), row('b', 2)], next: 'more' },
      { rows: [row('c', 30)], next: undefined },
    ]);
  });
});

describe('new rows', () => {
  const known = new Set(['a', 'b']);

  it('stand before those that are known', () => {
    expect(newRows(['x', 'a', 'y', 'b'], known)).toBe(2);
    expect(newRows(['x', 'y'], known)).toBe(2);
  });

  it('are none that moved up since others went', () => {
    expect(newRows(['b', 'c'], known)).toBe(0);
  });
});

function row(id: string, value: number): Row {
  return { id, value };
}
