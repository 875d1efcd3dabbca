import { describe, expect, it } from 'vitest';
import { flattened } from './flattened';

describe('flattened', () => {
  const list = flattened(4, [
    { at: 0, items: ['a', 'b'] },
    { at: 2, items: ['c'] },
  ]);

  it('puts what is below an open row under it', () => {
    const seen = Array.from({ length: list.count }, (_, place) => {
      const found = list.at(place);
      return 'item' in found ? found.item : found.top;
    });
    expect(seen).toEqual([0, 'a', 'b', 1, 2, 'c', 3]);
  });

  it('tells to which row a place belongs', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(list.topOf)).toEqual([0, 0, 0, 1, 2, 2, 3]);
  });

  it('leaves out what is open behind the end', () => {
    expect(flattened(1, [{ at: 3, items: ['x'] }]).count).toBe(1);
  });
});
