import { expect, test } from 'vitest';
import { count } from '@/lib/format';
import { meanings, typedCount, typedNumber } from './typed-number';

test('a count is digits alone, or digits in groups of three', () => {
  for (const number of [0, 7, 100, 1_000, 12_500, 1_234_567]) {
    expect(typedCount(String(number))).toBe(number);
    expect(typedCount(` ${count(number)} `)).toBe(number);
  }
  for (const text of ['', '1,00', '1,0000', '1000,000', ',100', '1.000', '1.5', '-1', '1e3', '0x10', 'many']) {
    expect(typedCount(text)).toBeUndefined();
  }
});

test('a number has a point or a comma before its fraction', () => {
  expect(['10', '2.5', '2,5', '.5', ' 1.500 ', '1,50', '1,5000'].map(typedNumber)).toEqual([
    10, 2.5, 2.5, 0.5, 1.5, 1.5, 1.5,
  ]);
  for (const text of ['', '.', '-1', '1e3', '0x10', 'Infinity', '1,500.5', '1,000,000', '1 000', 'many']) {
    expect(typedNumber(text)).toBeUndefined();
  }
});

test('a comma with three digits behind it may be two numbers, and is taken as none', () => {
  expect(typedNumber('1,500')).toBeUndefined();
  expect(meanings(' 1,500')).toEqual({ whole: '1500', fraction: '1.500' });
  expect(['0,125', '1500,250'].map(typedNumber)).toEqual([0.125, 1500.25]);
  expect(typedCount('0,125')).toBeUndefined();
  for (const text of ['0,125', '1500,250', '1,5', '1.500', '1500', '1,000,000']) expect(meanings(text)).toBeUndefined();
});
