/** What stands below a row while that row is open. */
export type Opened<T> = { at: number; items: readonly T[] };

export type Place<T> = { top: number } | { item: T };

/**
 * A list of which some rows are open, as one sees it from above: below an open row stand its own.
 *
 * @param opened in the order of their places
 */
export function flattened<T>(topCount: number, opened: readonly Opened<T>[]) {
  const below = opened.filter(({ at }) => at < topCount);
  return {
    count: below.reduce((sum, { items }) => sum + items.length, topCount),
    /** What is seen at a place. */
    at: (place: number): Place<T> => {
      let left = place;
      for (const { at, items } of below) {
        if (left <= at) break;
        const inside = left - at - 1;
        const item = items[inside];
        if (item !== undefined) return { item };
        left -= items.length;
      }
      return { top: left };
    },
    /** The row at or above a place. */
    topOf: (place: number): number => {
      let left = place;
      for (const { at, items } of below) {
        if (left <= at) break;
        left = Math.max(at, left - items.length);
      }
      return left;
    },
  };
}
