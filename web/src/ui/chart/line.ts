/** One line of a chart: of each bucket of the x axis the points that show, in the order of x. */
export type Line = {
  id: string;
  name: string;
  /** Its place among all lines: hue and dashes follow from it. */
  place: number;
  x: readonly number[];
  y: readonly number[];
  /** How many points it stands for. */
  points: number;
  /** The means of buckets at the x of their last points, where some bucket has several points. */
  means: Means | undefined;
  /** Where it was no number, and where it was infinite. */
  nan: readonly number[];
  above: readonly number[];
  below: readonly number[];
};

export type Means = { x: readonly number[]; y: readonly number[]; counts: readonly number[] };

/** A part of the x axis, both ends included. */
export type Window = readonly [from: number, to: number];

/** The first place in sorted numbers that is not less than one. */
export function firstFrom(numbers: readonly number[], least: number): number {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((numbers[middle] as number) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The place of the number nearest to one in sorted numbers; -1 if there is none. */
export function nearest(numbers: readonly number[], wanted: number): number {
  const place = firstFrom(numbers, wanted);
  if (place === 0) return numbers.length === 0 ? -1 : 0;
  if (place === numbers.length) return place - 1;
  return (numbers[place] as number) - wanted < wanted - (numbers[place - 1] as number) ? place : place - 1;
}

/** What is known of the whole, with a window of it in detail. */
export function withDetail(whole: readonly Line[], detail: readonly Line[], [from, to]: Window): Line[] {
  const details = new Map(detail.map((line) => [line.id, line]));
  return whole.map((line) => {
    const near = details.get(line.id);
    if (!near) return line;
    const before = firstFrom(line.x, from);
    const behind = firstFrom(line.x, nextAfter(to));
    return {
      ...line,
      x: [...line.x.slice(0, before), ...near.x, ...line.x.slice(behind)],
      y: [...line.y.slice(0, before), ...near.y, ...line.y.slice(behind)],
      means: line.means || near.means ? joinedMeans(line, near, from, to) : undefined,
      nan: near.nan,
      above: near.above,
      below: near.below,
    };
  });
}

function joinedMeans(whole: Line, near: Line, from: number, to: number): Means {
  const [outer, inner] = [meansOf(whole), meansOf(near)];
  const before = firstFrom(outer.x, from);
  const behind = firstFrom(outer.x, nextAfter(to));
  const joined = (part: keyof Means) => [...outer[part].slice(0, before), ...inner[part], ...outer[part].slice(behind)];
  return { x: joined('x'), y: joined('y'), counts: joined('counts') };
}

/** The means of a line; the points themselves where each is alone in its bucket. */
export function meansOf(line: Line): Means {
  return line.means ?? { x: line.x, y: line.y, counts: line.x.map(() => 1) };
}

function nextAfter(number: number): number {
  return number + Math.max(Number.MIN_VALUE, Math.abs(number) * Number.EPSILON);
}
