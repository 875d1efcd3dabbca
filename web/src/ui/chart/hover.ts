import { nearest } from './line';
import type { Plot } from './plot';
import type { Shape } from './geometry';

export type HoverRow = { id: string; name: string; place: number; x: number; y: number };

/**
 * What each line has where the pointer is, the nearest first.
 *
 * @param distance of a value from the pointer, in pixels
 */
export function hoverRows(shapes: readonly Shape[], x: number, distance: (y: number) => number): HoverRow[] {
  const rows = shapes.flatMap(({ line, main }) => {
    const at = nearest(main.x, x);
    if (at < 0) return [];
    const row = { id: line.id, name: line.name, place: line.place, x: main.x[at] as number, y: main.y[at] as number };
    return [{ row, far: distance(row.y) }];
  });
  return rows.sort((a, b) => a.far - b.far).map(({ row }) => row);
}

export type Hover = { left: number; top: number; x: number; rows: HoverRow[] };

/** What a chart says about a place in it, in pixels from the left and the top of the plot. */
export function hoverAt(plot: Plot, { left, top }: { left: number; top: number }): Hover {
  const x = plot.xAt(left);
  const rows = hoverRows(plot.shown, x, (y) => Math.abs(plot.topOf(y) - top));
  const box = plot.box();
  return { left: box.left + left, top: box.top + top, x: rows[0]?.x ?? x, rows };
}
