import { describe, expect, it } from 'vitest';
import {
  absoluteTime,
  bytes,
  count,
  duration,
  isoTime,
  localTime,
  metricValue,
  money,
  relativeTime,
  timeTicks,
} from './format';

const NOW = Date.UTC(2026, 0, 15, 12);

describe('format', () => {
  it.each([
    [NOW, 'now'],
    [NOW - 59_000, '59 sec. ago'],
    [NOW - 3_600_000, '1 hr. ago'],
    [NOW - 86_400_000, 'yesterday'],
    [NOW - 400 * 86_400_000, 'last yr.'],
  ])('says how long ago %d was', (millis, text) => {
    expect(relativeTime(millis, NOW)).toBe(text);
  });

  it('writes a time as a field for times has it, and reads the same time back', () => {
    expect(localTime(NOW)).toMatch(/^2026-01-1[456]T\d\d:\d\d:00$/);
    expect(new Date(localTime(NOW)).getTime()).toBe(NOW);
    expect(localTime(9e15)).toBe('');
  });

  it.each([
    [-1_300, '−1.3s'],
    [0.42, '0.4ms'],
    [18.4, '18ms'],
    [1_300, '1.3s'],
    [65_000, '1m 5s'],
    [7_500_000, '2h 5m'],
    [180_000_000, '2d 2h'],
  ])('writes a length of %d ms in two units', (millis, text) => {
    expect(duration(millis)).toBe(text);
  });

  it.each([
    [0, '0'],
    [0.1 + 0.2, '0.3'],
    [1_234_567, '1,234,567'],
    [0.123456789, '0.123457'],
    [0.00001234, '1.234e-5'],
    [-4.5e12, '-4.500e+12'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('writes a metric of %d in few digits', (value, text) => {
    expect(metricValue(value)).toBe(text);
  });

  it('writes money with the digits that matter', () => {
    expect([0, 0.004215, 0.000001234, 0.5, 1234.5].map(money)).toEqual([
      '$0.00',
      '$0.0042',
      '$0.0000012',
      '$0.50',
      '$1,234.50',
    ]);
  });

  it('writes times along an axis with the date where it is another one', () => {
    const noon = new Date(2026, 0, 15, 12).getTime();
    expect(timeTicks([noon, noon + 30_000], 30_000)).toEqual(['12:00:00\nJan 15', '12:00:30']);
    expect(timeTicks([noon, noon + 12 * 3_600_000], 12 * 3_600_000)).toEqual(['12:00\nJan 15', '00:00\nJan 16']);
    expect(timeTicks([noon], 86_400_000)).toEqual(['Jan 15']);
    expect(timeTicks([noon], 31 * 86_400_000)).toEqual(['Jan 2026']);
  });

  it('writes times, and numbers that are none as they are', () => {
    expect(isoTime(NOW)).toBe('2026-01-15T12:00:00.000Z');
    expect(absoluteTime(NOW)).toContain('2026');
    expect([isoTime(NOW * 1e6), absoluteTime(NOW * 1e6)]).toEqual(['1768478400000000000', '1768478400000000000']);
  });

  it('writes sizes and counts as people read them', () => {
    expect([0, 1023, 1024, 3_565_158, 5 * 1024 ** 4].map(bytes)).toEqual([
      '0 B',
      '1023 B',
      '1.0 KB',
      '3.4 MB',
      '5.0 TB',
    ]);
    expect(count(100_000)).toBe('100,000');
  });
});
