import type { Box, Pen } from './geometry';

/** Taller columns than so many pixels, on average, look the same whether they are stroked or filled. */
const TALL = 4;

/**
 * What a line covers of each column of pixels. A line that goes up and down within a pixel is drawn by these: stroking
 * its every edge takes a processor a hundred times as long, and shows the same.
 */
export class Columns implements Pen {
  private readonly left: number;
  private readonly tops: Float64Array;
  private readonly bottoms: Float64Array;
  private x = 0;
  private y = 0;

  constructor(box: Box) {
    this.left = Math.round(box.left);
    const width = Math.max(Math.round(box.width), 0);
    this.tops = new Float64Array(width).fill(Infinity);
    this.bottoms = new Float64Array(width).fill(-Infinity);
  }

  moveTo(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.cover(this.columnOf(x), y, y);
  }

  /** To a place at the right of the last. */
  lineTo(x: number, y: number): void {
    const last = Math.min(this.columnOf(x), this.tops.length - 1);
    const slope = (y - this.y) / (x - this.x);
    const at = (edge: number) => (edge >= x ? y : edge <= this.x ? this.y : this.y + (edge - this.x) * slope);
    for (let column = Math.max(this.columnOf(this.x), 0); column <= last; column++) {
      this.cover(column, at(this.left + column), at(this.left + column + 1));
    }
    this.x = x;
    this.y = y;
  }

  /** Whether the line goes up and down so much that its edges are not told apart. */
  isDense(): boolean {
    let height = 0;
    this.tops.forEach((top, column) => (height += Math.max((this.bottoms[column] as number) - top, 0)));
    return height > TALL * this.tops.length;
  }

  /** Calls back with each column that the line is in: pixels from the left, and from the top. */
  forEach(draw: (x: number, top: number, bottom: number) => void): void {
    this.tops.forEach((top, column) => {
      const bottom = this.bottoms[column] as number;
      if (top <= bottom) draw(this.left + column, top, bottom);
    });
  }

  private columnOf(x: number): number {
    return Math.floor(x - this.left);
  }

  private cover(column: number, from: number, to: number): void {
    if (column < 0 || column >= this.tops.length) return;
    this.tops[column] = Math.min(this.tops[column] as number, from, to);
    this.bottoms[column] = Math.max(this.bottoms[column] as number, from, to);
  }
}
