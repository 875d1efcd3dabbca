import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ReadRunTableResponse } from '@/api/schema.gen';
import type { Below, runsBelow } from '../api/below';
import type { TableRun } from '../api/table';
import type { Line } from './line';

function answersOf(results: UseQueryResult<ReadRunTableResponse>[]) {
  return results.map((result) => result.data);
}

/**
 * The runs that stand below open rows: of each row the first ones, and others when somebody asks.
 *
 * @param subject what the rows are about; when it changes, the first are shown again
 */
export function useBelow(
  subject: string,
  open: readonly string[],
  queryOf: (id: string, part: number) => ReturnType<typeof runsBelow>,
) {
  const [shown, setShown] = useState({ subject, parts: new Map<string, number>() });
  const asked = useMemo(() => {
    const parts = shown.subject === subject ? shown.parts : new Map<string, number>();
    return open.flatMap((id) => Array.from({ length: parts.get(id) ?? 1 }, (_, part) => ({ id, part })));
  }, [open, shown, subject]);
  const answers = useQueries({ queries: asked.map(({ id, part }) => queryOf(id, part)), combine: answersOf });
  const below = useMemo((): Below => {
    const found = new Map<string, { runs: TableRun[]; more: boolean }>();
    asked.forEach(({ id }, place) => {
      const { runs = [], more } = answers[place] ?? {};
      found.set(id, { runs: [...(found.get(id)?.runs ?? []), ...runs], more: more === true });
    });
    return found;
  }, [asked, answers]);
  const showMore = useCallback(
    (id: string) =>
      setShown((known) => {
        const parts = known.subject === subject ? known.parts : new Map<string, number>();
        return { subject, parts: new Map(parts).set(id, (parts.get(id) ?? 1) + 1) };
      }),
    [subject],
  );
  return { below, showMore };
}

/** The line behind the runs below a row that says that there are others. */
export function restOf(id: string, depth: number, below: Below): Line[] {
  return below.get(id)?.more === true ? [{ id: `rest of ${id}`, depth, rest: id }] : [];
}
