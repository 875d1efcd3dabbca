import { currentLanguage, type Language } from './messages';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Makes each format once a language: that takes as long as a hundred uses of it. */
function once<F>(make: (language: Language) => F): () => F {
  const made = new Map<Language, F>();
  return () => {
    const language = currentLanguage();
    const format = made.get(language) ?? make(language);
    made.set(language, format);
    return format;
  };
}

const ago = once((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }));

/** What stands between the names of a list. */
export function betweenNames(): string {
  return currentLanguage() === 'ja' ? '、' : ', ';
}

/** How long ago, in the largest unit that fits: "3 hours ago". */
export function relativeTime(millis: number, now = Date.now()): string {
  const seconds = Math.round((millis - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS[6];
  return ago().format(Math.trunc(seconds / size), unit);
}

const toTheSecond = once(
  (language) =>
    new Intl.DateTimeFormat(language, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
);

/** The last time that a date can be, in milliseconds of the epoch. Clients may send later ones, such as nanoseconds. */
const LATEST = 8.64e15;

/** The time to the second, in the reader's time zone, which it names; the number where that is no time. */
export function absoluteTime(millis: number): string {
  return Math.abs(millis) <= LATEST ? toTheSecond().format(millis) : String(millis);
}

const toTheMinute = once((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }));

/** A time as ISO 8601 writes it; the number where that is no time. */
export function isoTime(millis: number): string {
  return Math.abs(millis) <= LATEST ? new Date(millis).toISOString() : String(millis);
}

/** A time to the second as a field for times has it, in the reader's time zone; empty where that is no time. */
export function localTime(millis: number): string {
  if (Math.abs(millis) > LATEST) return '';
  const offset = new Date(millis).getTimezoneOffset() * 60_000;
  return new Date(millis - offset).toISOString().slice(0, 19);
}

/** A part of time, to the minute, without what both ends have in common. */
export function timeRange(from: number, to: number): string {
  return toTheMinute().formatRange(from, to);
}

const DAY = 86_400_000;

/**
 * Times along an axis, as short as they can be told apart by: the date where the day is another one than before.
 *
 * @param step how far they are from each other, in milliseconds
 */
export function timeTicks(times: readonly number[], step: number): string[] {
  const language = currentLanguage();
  const date = new Intl.DateTimeFormat(
    language,
    step < 28 * DAY ? { month: 'short', day: 'numeric' } : { year: 'numeric', month: 'short' },
  );
  if (step >= DAY) return times.map((time) => date.format(time));
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(step < 60_000 && { second: '2-digit' }),
    ...(step < 1_000 && { fractionalSecondDigits: 3 }),
  });
  return times.map((time, place) => {
    const day = date.format(time);
    const before = place > 0 ? date.format(times[place - 1]) : undefined;
    return day === before ? clock.format(time) : `${clock.format(time)}\n${day}`;
  });
}

/** A length of time in its two largest units: "2h 5m", "1.3s", "18ms", "0.4ms". */
export function duration(millis: number): string {
  if (millis < 0) return `−${duration(-millis)}`;
  if (millis < 10) return `${Number(millis.toFixed(1))}ms`;
  if (millis < 1_000) return `${Math.round(millis)}ms`;
  if (millis < 60_000) return `${(millis / 1_000).toFixed(1)}s`;
  const seconds = Math.floor(millis / 1_000);
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days}d ${hours}h`;
  if (hours > 0) return `${hours}h ${minutes}m`;
  return `${minutes}m ${seconds % 60}s`;
}

/** A metric's value in at most six significant digits; very large and very small ones with an exponent. */
export function metricValue(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return value.toExponential(3);
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(6)));
}

const grouped = once((language) => new Intl.NumberFormat(language));

/** A whole number with its groups of three. */
export function count(value: number): string {
  return grouped().format(value);
}

/** An amount in dollars, with as many digits as say something: "$0.0042", "$1,234.50". */
export function money(dollars: number): string {
  const size = Math.abs(dollars);
  const digits = size === 0 || size >= 1 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(size)));
  const format = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(currentLanguage(), {
    ...format,
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.max(2, digits),
  }).format(dollars);
}

/** A size in bytes, in powers of 1024: "3.4 MB". */
export function bytes(size: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = size < 1 ? 0 : Math.min(Math.floor(Math.log2(size) / 10), units.length - 1);
  const value = size / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? ''}`;
}
