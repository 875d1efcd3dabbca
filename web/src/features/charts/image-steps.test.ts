import { describe, expect, it } from 'vitest';
import type { Images, Series } from './api/images';
import { atOrBefore, inOtherRun, stepsOf } from './image-steps';

function series(key: string, steps: number[]): Series {
  return { key, steps, timestamps: steps, paths: steps.map(String), previews: steps.map(String) };
}

const IMAGES: Images = {
  ofRuns: new Map([
    ['a', new Map([['dog', series('dog', [0, 5, 5, 10])]])],
    ['b', new Map([['cat', series('cat', [1])]])],
    ['c', new Map([['dog', series('dog', [3, 7])]])],
  ]),
  keys: ['cat', 'dog'],
  more: false,
};

describe('the images of a step', () => {
  it('are those of the step itself, or the last ones before it', () => {
    expect(atOrBefore([0, 5, 5, 10], 5)).toBe(2);
    expect(atOrBefore([0, 5, 5, 10], 9)).toBe(2);
    expect(atOrBefore([0, 5, 5, 10], 11)).toBe(3);
    expect(atOrBefore([3, 7], 2)).toBe(-1);
    expect(atOrBefore([], 2)).toBe(-1);
  });

  it('are chosen among all steps of the runs and keys that are shown', () => {
    expect(stepsOf(IMAGES, ['a', 'c'], ['dog'])).toEqual([0, 3, 5, 7, 10]);
    expect(stepsOf(IMAGES, ['b'], ['dog', 'cat'])).toEqual([1]);
  });
});

describe('another run', () => {
  it('is the next one that has the key, at or before the same step', () => {
    expect(inOtherRun(IMAGES, ['a', 'b', 'c'], { runId: 'a', key: 'dog', place: 1 }, 1)).toEqual({
      runId: 'c',
      key: 'dog',
      place: 0,
    });
    expect(inOtherRun(IMAGES, ['a', 'b', 'c'], { runId: 'c', key: 'dog', place: 0 }, 1)).toBeUndefined();
    expect(inOtherRun(IMAGES, ['a', 'b', 'c'], { runId: 'a', key: 'dog', place: 0 }, 1)?.place).toBe(0);
  });
});
