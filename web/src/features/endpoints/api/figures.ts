import { count, duration, metricValue } from '@/lib/format';

/** As the server tells a number: none is 0 where it is a count. */
type Told = number | string | null | undefined;

export const numberOf = (told: Told): number => Number(told ?? 0);

export const counted = (told: Told): string => count(numberOf(told));

export const millis = (told: Told): string => {
  if (told == null) return '–';
  const time = Number(told);
  return time < 1 ? `${metricValue(Math.round(time * 100) / 100)}ms` : duration(time);
};

export const difference = (told: Told): string => (told == null ? '–' : metricValue(Number(told)));
