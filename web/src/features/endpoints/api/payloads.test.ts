import { expect, test } from 'vitest';
import { linesOf, since } from './payloads';

test('how far back one looks is a time, or as far as there is something', () => {
  expect(since('all')).toBeUndefined();
  expect(since('hour', 3_600_001)).toBe(1);
  expect(since('day', 86_400_000)).toBe(0);
});

test('names are written one a line', () => {
  expect(linesOf(' ssn \n\n$.params.token\n')).toEqual(['ssn', '$.params.token']);
});
