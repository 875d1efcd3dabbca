import { firstFrom, meansOf, type Line, type Window } from './line';
import { smoothed } from './smoothing';

export type Scale = { min: number; max: number; log: boolean };
export type Box = { left: number; top: number; width: number; height: number };

/** Turns values into pixels of a box. */
export type Frame = { box: Box; x: Scale; y: Scale };

/** What draws lines: a canvas, or the text of an SVG path. */
export type Pen = { moveTo: (x: number, y: number) => void; lineTo: (x: number, y: number) => void };

export function placer({ min, max, log }: Scale, start: number, length: number): (value: number) => number {
  if (!log) {
    const unit = length / (max - min);
    return (value) => start + (value - min) * unit;
  }
  const low = Math.log(min);
  const unit = length / (Math.log(max) - low);
  return (value) => start + (Math.log(value) - low) * unit;
}

/** Draws through the points that are in sight, and to the first beyond on each side. */
export function trace(pen: Pen, frame: Frame, xs: readonly number[], ys: readonly number[]): void {
  const { box, x, y } = frame;
  const toX = placer(x, box.left, box.width);
  const toY = placer(y, box.top + box.height, -box.height);
  const first = Math.max(firstFrom(xs, x.min) - 1, 0);
  let isDown = false;
  for (let i = first; i < xs.length; i++) {
    const px = xs[i] as number;
    const py = ys[i] as number;
    if ((x.log && px <= 0) || (y.log && py <= 0)) {
      isDown = false;
    } else if (isDown) {
      pen.lineTo(toX(px), toY(py));
    } else {
      pen.moveTo(toX(px), toY(py));
      isDown = true;
    }
    if (px > x.max) break;
  }
}

/** The least and the greatest value of each bucket of a line, as one outline around it. */
export function band(line: Line): { x: number[]; y: number[] } | undefined {
  if (!line.means) return undefined;
  const ends = line.means.x;
  const low: number[] = [];
  const high: number[] = [];
  let i = 0;
  for (const end of ends) {
    let least = Infinity;
    let greatest = -Infinity;
    for (; i < line.x.length && (line.x[i] as number) <= end; i++) {
      least = Math.min(least, line.y[i] as number);
      greatest = Math.max(greatest, line.y[i] as number);
    }
    low.push(least);
    high.push(greatest);
  }
  return { x: [...ends, ...ends.toReversed()], y: [...high, ...low.toReversed()] };
}

/** What is drawn of a line: what it is itself, and above that its smoothed form. */
export type Shape = {
  line: Line;
  main: { x: readonly number[]; y: readonly number[] };
  faint: { x: readonly number[]; y: readonly number[] } | undefined;
  band: { x: number[]; y: number[] } | undefined;
};

export function shapeOf(line: Line, smoothing: number): Shape {
  if (smoothing <= 0 || meansOf(line).x.length < 2) return { line, main: line, faint: undefined, band: undefined };
  return { line, main: smoothed(line, smoothing), faint: line, band: band(line) };
}

/** Outlines go there and back, so that all of them is drawn, clipped by the canvas. */
export function traceOutline(pen: Pen, frame: Frame, xs: readonly number[], ys: readonly number[]): void {
  const toX = placer(frame.x, frame.box.left, frame.box.width);
  const toY = placer(frame.y, frame.box.top + frame.box.height, -frame.box.height);
  xs.forEach((x, i) => {
    const px = toX(frame.x.log ? Math.max(x, frame.x.min / 10) : x);
    const value = ys[i] as number;
    const py = toY(frame.y.log ? Math.max(value, frame.y.min / 10) : value);
    if (i === 0) pen.moveTo(px, py);
    else pen.lineTo(px, py);
  });
}

/** Whether a line has so few points in sight that each is marked. */
export function isSparse(xs: readonly number[], window: Window, width: number): boolean {
  const inSight = firstFrom(xs, window[1]) - firstFrom(xs, window[0]) + 1;
  return inSight * 24 < width;
}
