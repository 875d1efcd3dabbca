import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** A row by its place and, once it is loaded, its id. */
type Marked = { index: number; id: string | undefined };

type IdAt = (index: number) => string | undefined;

/** The place of the row that the keys are at, which stays the same row where rows move. */
export function useActiveRow(rowCount: number, idAt: IdAt) {
  const [marked, setMarked] = useState<Marked>();
  const current = useRef(idAt);
  useLayoutEffect(() => {
    current.current = idAt;
  });
  const mark = useCallback((index: number) => setMarked({ index, id: current.current(index) }), []);
  const unmark = useCallback(() => setMarked(undefined), []);
  const loaded = marked?.id === undefined && marked ? idAt(marked.index) : undefined;
  if (marked && loaded !== undefined) setMarked({ ...marked, id: loaded });
  return { active: marked && placeOf(marked, rowCount, idAt), mark, unmark };
}

/** Where a row stands now; where it is there no more, what stands in its place. */
export function placeOf({ index, id }: Marked, rowCount: number, idAt: IdAt): number {
  const here = index < rowCount ? (idAt(index) ?? id) : undefined; // that which is on its way is not looked for
  if (here === id) return index;
  for (let place = 0; place < rowCount; place++) if (idAt(place) === id) return place;
  return Math.max(0, Math.min(index, rowCount - 1));
}

/** Keys of rows in the page: their ids, but for what is not loaded, or stands there twice while rows move. */
export function keysOf(indices: readonly number[], idAt: IdAt): string[] {
  const seen = new Set<string>();
  return indices.map((index) => {
    const id = idAt(index);
    if (id === undefined || seen.has(id)) return `at ${index}`;
    seen.add(id);
    return `row ${id}`;
  });
}
