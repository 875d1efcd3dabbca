import { useCallback, useState } from 'react';
import * as v from 'valibot';
import { store, stored } from '@/lib/stored';
import type { ColumnLayout } from './columns';

const WIDTHS = v.record(v.string(), v.number());

/**
 * The layout of a table that nobody else keeps: a person may make its columns wider all the same.
 *
 * @param name what this browser keeps the widths by; undefined where they hold until the table is left
 * @param first the layout that the table has at first
 */
export function useOwnLayout(
  name: string | undefined,
  first: ColumnLayout,
): [ColumnLayout, (layout: ColumnLayout) => void] {
  const key = name === undefined ? undefined : `cairn.widths.${name}`;
  const [widths, setWidths] = useState(() => (key === undefined ? first.widths : kept(key)));
  const change = useCallback(
    (changed: ColumnLayout) => {
      setWidths(changed.widths);
      if (key !== undefined) store(key, JSON.stringify(changed.widths));
    },
    [key],
  );
  return [{ ...first, widths }, change];
}

function kept(key: string): Record<string, number> {
  try {
    const read = v.safeParse(WIDTHS, JSON.parse(stored(key) ?? '{}'));
    return read.success ? read.output : {};
  } catch {
    return {}; // written by something else
  }
}
