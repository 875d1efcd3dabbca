import { expect, test } from 'vitest';
import { keysOf, placeOf } from './active-row';

const rows = (...ids: (string | undefined)[]) => [ids.length, (index: number) => ids[index]] as const;

test('a mark stays with its row where rows move', () => {
  const marked = { index: 1, id: 'wine' };
  expect(placeOf(marked, ...rows('beer', 'wine'))).toBe(1);
  expect(placeOf(marked, ...rows('ale', 'beer', 'wine'))).toBe(2);
  expect(placeOf(marked, ...rows('wine'))).toBe(0);
});

test('a mark stays in its place where its row is gone, or is not loaded', () => {
  const marked = { index: 1, id: 'wine' };
  expect(placeOf(marked, ...rows('beer', 'zinfandel'))).toBe(1);
  expect(placeOf(marked, ...rows('beer'))).toBe(0);
  expect(placeOf(marked, ...rows('wine', undefined))).toBe(1);
  expect(placeOf({ index: 2, id: undefined }, ...rows('beer', undefined, undefined))).toBe(2);
});

test('rows are told apart by their ids, and by their places where they have none or the same', () => {
  const [, idAt] = rows('beer', undefined, 'wine', 'beer');
  expect(keysOf([0, 1, 2, 3], idAt)).toEqual(['row beer', 'at 1', 'row wine', 'at 3']);
});
