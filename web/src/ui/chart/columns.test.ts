import { describe, expect, it } from 'vitest';
import { Columns } from './columns';

const BOX = { left: 10, top: 0, width: 4, height: 100 };

function drawn(columns: Columns): number[][] {
  const found: number[][] = [];
  columns.forEach((...column) => found.push(column));
  return found;
}

describe('the columns of pixels that a line covers', () => {
  it('reach from its highest to its lowest place in each', () => {
    const columns = new Columns(BOX);
    columns.moveTo(10, 50);
    columns.lineTo(10.2, 5);
    columns.lineTo(10.6, 90);
    columns.lineTo(11.5, 90);
    expect(drawn(columns)).toEqual([
      [10, 5, 90],
      [11, 90, 90],
    ]);
  });

  it('are crossed by what leads from a point to the next', () => {
    const columns = new Columns(BOX);
    columns.moveTo(10, 0);
    columns.lineTo(14, 40);
    expect(drawn(columns)).toEqual([
      [10, 0, 10],
      [11, 10, 20],
      [12, 20, 30],
      [13, 30, 40],
    ]);
  });

  it('are those in sight, whatever is beyond', () => {
    const columns = new Columns(BOX);
    columns.moveTo(-1e9, 7);
    columns.lineTo(1e9, 7);
    expect(drawn(columns).map(([x]) => x)).toEqual([10, 11, 12, 13]);
  });

  it('have gaps where the line has', () => {
    const columns = new Columns(BOX);
    columns.moveTo(10.5, 1);
    columns.moveTo(13.5, 2);
    expect(drawn(columns)).toEqual([
      [10, 1, 1],
      [13, 2, 2],
    ]);
  });

  it('are dense where a line goes up and down within them, not where it is steep once', () => {
    const steep = new Columns(BOX);
    steep.moveTo(10, 0);
    steep.lineTo(14, 12);
    expect(steep.isDense()).toBe(false);
    const noisy = new Columns(BOX);
    noisy.moveTo(10, 0);
    for (let x = 10; x < 14; x += 0.25) noisy.lineTo(x, (x * 4) % 2 ? 0 : 90);
    expect(noisy.isDense()).toBe(true);
  });
});
