import { expect, test } from 'vitest';
import { laidOut } from './layout';

const edge = (text: string) => ({ from: text[0] ?? '', to: text[1] ?? '' });

test('edges lead from the left to the right', () => {
  const spots = laidOut(['v', 'd', 'r', 'm'], ['dr', 'rm', 'mv', 'rv'].map(edge));
  expect(['d', 'r', 'm', 'v'].map((key) => spots.get(key)?.column)).toEqual([0, 1, 2, 3]);
});

test('what nothing leads to stands right before what it leads to', () => {
  const spots = laidOut(['a', 'b', 'c', 'x'], ['ab', 'bc', 'xc'].map(edge));
  expect(spots.get('x')?.column).toBe(1);
});

test('a circle has an end all the same', () => {
  const spots = laidOut(['a', 'b', 'c'], ['ab', 'bc', 'ca', 'aa'].map(edge));
  expect(['a', 'b', 'c'].map((key) => spots.get(key)?.column)).toEqual([0, 1, 2]);
});

test('nodes stand near their neighbours, so that lines do not cross', () => {
  const spots = laidOut(['a', 'b', 'y', 'x'], ['ax', 'by'].map(edge));
  const isAbove = (one: string, other: string) => (spots.get(one)?.row ?? 0) < (spots.get(other)?.row ?? 0);
  expect(isAbove('a', 'b')).toBe(isAbove('x', 'y'));
});

test('each has a place of its own, those without any edge as well', () => {
  const keys = Array.from({ length: 50 }, (_, number) => `n${number}`);
  const spots = laidOut(keys, [{ from: 'n0', to: 'gone' }]);
  expect(new Set([...spots.values()].map(({ column, row }) => `${column} ${row}`)).size).toBe(50);
});
