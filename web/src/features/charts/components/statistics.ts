import { metricValue } from '@/lib/format';
import { isNumber } from './value-options';

type Column = readonly (number | string | undefined)[];

/** Of the range between the quartiles, a value this much outside of it is an outlier. */
const WHISKER = 1.5;
const MOST_BINS = 30;
const CELLS = 40;

type Group = { name: string; box: [number, number, number, number, number]; outliers: number[] };

/** The five numbers of a box plot and what lies beyond its whiskers, for each value of another column. */
export function boxes(values: Column, by: Column | undefined): Group[] {
  const groups = new Map<string, number[]>();
  values.forEach((value, i) => {
    if (!isNumber(value)) return;
    const name = by ? String(by[i] ?? '–') : '';
    groups.set(name, [...(groups.get(name) ?? []), Number(value)]);
  });
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }))
    .map(([name, found]) => {
      const sorted = found.toSorted((a, b) => a - b);
      const [low, middle, high] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
      const reach = (high - low) * WHISKER;
      const inside = sorted.filter((value) => value >= low - reach && value <= high + reach);
      const outliers = sorted.filter((value) => value < low - reach || value > high + reach);
      return { name, box: [inside[0] ?? low, low, middle, high, inside.at(-1) ?? high], outliers };
    });
}

/** Of sorted values; between two of them in proportion. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/**
 * Values in equal parts of their range, or of that of their logarithms, as many as Sturges' rule gives; texts are
 * counted each.
 */
export function histogram(column: Column, isLog = false): { name: string; count: number }[] {
  const present = column.filter((value) => value !== undefined);
  if (!present.every(isNumber)) {
    const counts = new Map<string, number>();
    present.forEach((value) => counts.set(String(value), (counts.get(String(value)) ?? 0) + 1));
    return [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count);
  }
  const values = present.map((value) => (isLog ? Math.log10(Number(value)) : Number(value)));
  if (values.length === 0) return [];
  const least = values.reduce((a, b) => Math.min(a, b));
  const width = values.reduce((a, b) => Math.max(a, b)) - least;
  const bins = width === 0 ? 1 : Math.min(Math.ceil(Math.log2(values.length)) + 1, MOST_BINS);
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = width === 0 ? 0 : Math.min(Math.floor(((value - least) / width) * bins), bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const middle = (bin: number) => least + (width * (bin + 0.5)) / bins;
  return counts.map((count, bin) => ({
    name: metricValue(Number((isLog ? 10 ** middle(bin) : middle(bin)).toPrecision(3))),
    count,
  }));
}

type Point = { x: number; y: number; z: number };

/** Heights between points, each nearer point weighing more (Shepard's interpolation), on a grid around them. */
export function heights(points: readonly Point[]): { xs: number[]; ys: number[]; cells: [number, number, number][] } {
  const xs = marks(points.map((point) => point.x));
  const ys = marks(points.map((point) => point.y));
  const [width, height] = [span(xs), span(ys)];
  const cells: [number, number, number][] = [];
  if (points.length === 0) return { xs, ys, cells };
  xs.forEach((x, i) => {
    ys.forEach((y, j) => {
      let sum = 0;
      let weights = 0;
      for (const point of points) {
        const far = ((point.x - x) / width) ** 2 + ((point.y - y) / height) ** 2;
        const weight = 1 / Math.max(far, 1e-9) ** 1.5;
        sum += weight * point.z;
        weights += weight;
      }
      cells.push([i, j, sum / weights]);
    });
  });
  return { xs, ys, cells };
}

function marks(values: readonly number[]): number[] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const greatest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(least < greatest)) return values.length > 0 ? [least, least + 1] : [0, 1];
  return Array.from({ length: CELLS }, (_, i) => least + ((greatest - least) * i) / (CELLS - 1));
}

function span(sorted: readonly number[]): number {
  return (sorted.at(-1) ?? 1) - (sorted[0] ?? 0) || 1;
}
