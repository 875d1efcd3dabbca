import { describe, expect, it } from 'vitest';
import { goneRows, newRows, withRows } from './fresh-rows';

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
    expect(newRows(['x', 'a', 'y', 'b'], known)).toEqual(['x', 'y']);
    expect(newRows(['x', 'y'], known)).toEqual(['x', 'y']);
  });

  it('are none that moved up since others went', () => {
    expect(newRows(['b', 'c'], known)).toEqual([]);
  });
});

describe('rows that are gone', () => {
  it('stood before others that are there', () => {
    expect(goneRows(['a', 'b', 'c'], ['b', 'x'], false)).toEqual(['a']);
  });

  it('are none that moved down since others came', () => {
    expect(goneRows(['a', 'b', 'c'], ['x', 'a', 'b'], false)).toEqual([]);
  });

  it('are none that a row of a later page pushed down', () => {
    expect(goneRows(['a', 'b', 'c', 'd', 'e', 'f'], ['f', 'a', 'b'], false)).toEqual([]);
    expect(goneRows(['a', 'b', 'c', 'd', 'e', 'f'], ['f', 'b', 'c'], false)).toEqual(['a']);
  });

  it('are all that a whole list has no more', () => {
    expect(goneRows(['a', 'b'], [], true)).toEqual(['a', 'b']);
  });
});

function row(id: string, value: number): Row {
  return { id, value };
}
