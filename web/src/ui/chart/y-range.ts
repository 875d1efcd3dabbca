import { firstFrom, meansOf, type Line, type Window } from './line';
import { smoothed } from './smoothing';

/** Of all values on each side, so many are outliers. */
const OUTLIERS = 0.02;
const MARGIN = 0.05;

type RangeOptions = {
  window: Window;
  log: boolean;
  ignoreOutliers: boolean;
  smoothing: number;
  /** Whether a linear axis begins at 0, where nothing lies below. */
  fromZero?: boolean | undefined;
};

/** What of the y axis is shown, with a margin; undefined where there is nothing to show. */
export function yRange(lines: readonly Line[], options: RangeOptions): Window | undefined {
  const range = options.ignoreOutliers ? withoutOutliers(lines, options) : extremes(lines, options);
  if (range && options.fromZero === true && !options.log && range[0] >= 0) return [0, range[1] * (1 + MARGIN) || 1];
  return range && padded(range, options.log);
}

function extremes(lines: readonly Line[], { window, log }: RangeOptions): Window | undefined {
  let least = Infinity;
  let greatest = -Infinity;
  for (const { x, y } of lines) {
    const end = firstFrom(x, window[1]);
    for (let i = firstFrom(x, window[0]); i < x.length && (i < end || x[i] === window[1]); i++) {
      const value = y[i] as number;
      if (log && value <= 0) continue;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  return least <= greatest ? [least, greatest] : undefined;
}

function withoutOutliers(lines: readonly Line[], { window, log, smoothing }: RangeOptions): Window | undefined {
  const values: number[] = [];
  for (const line of lines) {
    const { x, y } = smoothing > 0 ? smoothed(line, smoothing) : meansOf(line);
    for (let i = firstFrom(x, window[0]); i < x.length && (x[i] as number) <= window[1]; i++) {
      const value = y[i] as number;
      if (!log || value > 0) values.push(value);
    }
  }
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const cut = Math.floor(sorted.length * OUTLIERS);
  return [sorted[cut] as number, sorted[sorted.length - 1 - cut] as number];
}

function padded([least, greatest]: Window, log: boolean): Window {
  if (log) {
    const factor = least === greatest ? 2 : (greatest / least) ** MARGIN;
    return [least / factor, greatest * factor];
  }
  const margin = (greatest - least) * MARGIN || Math.abs(least) * 0.1 || 1;
  return [least - margin, greatest + margin];
}

/** The part of the x axis that has points; undefined where there is none. */
export function xRange(lines: readonly Line[], log: boolean): Window | undefined {
  let least = Infinity;
  let greatest = -Infinity;
  for (const { x } of lines) {
    const first = log ? firstFrom(x, Number.MIN_VALUE) : 0;
    if (first >= x.length) continue;
    least = Math.min(least, x[first] as number);
    greatest = Math.max(greatest, x[x.length - 1] as number);
  }
  if (least > greatest) return undefined;
  if (least < greatest) return [least, greatest];
  return log ? [least / 2, greatest * 2] : [least - 1, greatest + 1];
}
