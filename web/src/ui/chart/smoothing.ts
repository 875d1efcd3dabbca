import { meansOf, type Line } from './line';

/**
 * The exponential moving average of a line, without the bias of its first value: a bucket of n points counts as n
 * points of its mean.
 *
 * @param weight of what came before, from 0 to below 1
 */
export function smoothed(line: Line, weight: number): { x: readonly number[]; y: number[] } {
  const { x, y, counts } = meansOf(line);
  const result = new Array<number>(y.length);
  let average = 0;
  let bias = 1;
  for (let i = 0; i < y.length; i++) {
    const before = weight ** (counts[i] as number);
    average = average * before + (y[i] as number) * (1 - before);
    bias *= before;
    result[i] = average / (1 - bias);
  }
  return { x, y: result };
}
