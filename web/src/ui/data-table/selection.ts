import { useCallback, useLayoutEffect, useRef } from 'react';

export type Selection = {
  isOn: boolean;
  has: (id: string) => boolean;
  hasAll: (indices: readonly number[]) => boolean;
  /** Chooses rows, or none of them any more. */
  setAll: (indices: readonly number[], isOn: boolean) => void;
  toggle: (index: number) => void;
  /** A click on a row's box; with `range`, everything from the one before. */
  click: (index: number, range: boolean) => void;
};

const NONE: ReadonlySet<string> = new Set();

/** Which rows are chosen, by their ids; off where nobody asks. */
export function useSelection(
  selected: ReadonlySet<string> = NONE,
  onSelect: ((selected: ReadonlySet<string>) => void) | undefined,
  idAt: (index: number) => string | undefined,
): Selection {
  const anchor = useRef<number>(undefined);
  const current = useRef({ selected, onSelect, idAt });
  useLayoutEffect(() => {
    current.current = { selected, onSelect, idAt };
  });

  const set = useCallback((indices: readonly number[], isOn: boolean) => {
    const { selected: known, onSelect: tell, idAt: id } = current.current;
    const changed = new Set(known);
    for (const index of indices) {
      const found = id(index);
      if (found === undefined) continue;
      if (isOn) changed.add(found);
      else changed.delete(found);
    }
    tell?.(changed);
  }, []);

  const isChosen = useCallback((index: number) => {
    const id = current.current.idAt(index);
    return id !== undefined && current.current.selected.has(id);
  }, []);

  const click = useCallback(
    (index: number, range: boolean) => {
      const from = range ? (anchor.current ?? index) : index;
      const [low, high] = from < index ? [from, index] : [index, from];
      set(
        Array.from({ length: high - low + 1 }, (_, step) => low + step),
        !isChosen(index),
      );
      anchor.current = index;
    },
    [set, isChosen],
  );

  const toggle = useCallback((index: number) => click(index, false), [click]);
  return {
    isOn: onSelect !== undefined,
    has: (id) => selected.has(id),
    hasAll: (indices) => indices.length > 0 && indices.every((index) => selected.has(idAt(index) ?? '')),
    setAll: set,
    toggle,
    click,
  };
}
