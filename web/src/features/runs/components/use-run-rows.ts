import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ReadRunTableResponse } from '@/api/schema.gen';
import { MOST_DEPTH, runsBelow, type Below } from '../api/below';
import { flattened, type Opened } from '../api/flattened';
import { PAGE_ROWS, tableCount, tablePage, type TableQuery, type TableRun } from '../api/table';
import type { Line } from './line';
import { restOf, useBelow } from './use-below';

type Loaded = ReadonlyMap<number, TableRun>;
type Pages = {
  answers: readonly (ReadRunTableResponse | undefined)[];
  error: Error | null;
  isLoading: boolean;
  refetch: () => void;
};

const NOTHING: Loaded = new Map();
const NO_PLACES: Readonly<Record<string, number>> = {};

function together(results: UseQueryResult<ReadRunTableResponse>[]): Pages {
  return {
    answers: results.map((result) => result.data),
    error: results.find((result) => result.error !== null)?.error ?? null,
    isLoading: results.some((result) => result.isLoading),
    refetch: () => results.forEach((result) => void result.refetch()),
  };
}

/**
 * The rows of a table of any number of runs, of which those in sight are loaded by the hundred. Until the first answer to
 * another question is there, the rows of the one before stay.
 *
 * @param open ids of the runs whose children are shown
 */
export function useRunRows(query: TableQuery, open: readonly string[]) {
  const subject = JSON.stringify(query);
  const [range, setRange] = useState({ subject, first: 0, last: 0 });
  const { first, last } = range.subject === subject ? range : { first: 0, last: 0 };
  const numbers = useMemo(() => Array.from({ length: last - first + 1 }, (_, step) => first + step), [first, last]);
  const pages = useQueries({ queries: numbers.map((page) => tablePage(query, page)), combine: together });
  const counted = useQuery({ ...tableCount(query), placeholderData: (before) => before });
  const { below, showMore } = useBelow(subject, open, (id, part) => runsBelow(query, { parent_run_id: id }, part));

  const now = useMemo(() => loadedOf(numbers, pages.answers), [numbers, pages.answers]);
  const [kept, setKept] = useState({ subject, loaded: NOTHING, open, places: NO_PLACES });
  if (now.size > 0 && (kept.loaded !== now || kept.open !== open)) {
    const before = kept.subject === subject ? kept.places : NO_PLACES;
    setKept({ subject, loaded: now, open, places: placesOf(now, open, before) });
  }
  const isStale = kept.subject !== subject && now.size === 0 && kept.loaded.size > 0;
  const loaded = isStale ? kept.loaded : now;

  const topCount = counted.data?.count ?? atLeast(numbers, pages.answers, loaded);
  const list = useMemo(() => flattened(topCount, openedOf(below, kept.places)), [topCount, below, kept.places]);
  const row = useCallback(
    (index: number): Line | undefined => {
      const place = list.at(index);
      if ('item' in place) return place.item;
      const run = loaded.get(place.top);
      return run && { id: run.info.run_id, run, depth: 0 };
    },
    [list, loaded],
  );
  const onRange = useCallback(
    (from: number, to: number) => {
      const page = (index: number) => Math.floor(list.topOf(index) / PAGE_ROWS);
      const next = { subject, first: page(from), last: page(Math.max(from, to)) };
      setRange((known) =>
        known.subject === subject && known.first === next.first && known.last === next.last ? known : next,
      );
    },
    [list, subject],
  );

  return {
    rowCount: list.count,
    row,
    onRange,
    below,
    showMore,
    counted: counted.data,
    // Who jumps to rows that are not there yet stays in the table.
    isLoading: loaded.size === 0 && pages.isLoading && !(kept.subject === subject && kept.loaded.size > 0),
    isStale,
    hasRows: loaded.size > 0,
    error: pages.error,
    refetch: pages.refetch,
  };
}

function loadedOf(numbers: readonly number[], answers: Pages['answers']): Loaded {
  const loaded = new Map<number, TableRun>();
  numbers.forEach((page, place) =>
    answers[place]?.runs?.forEach((run, step) => loaded.set(page * PAGE_ROWS + step, run)),
  );
  return loaded;
}

/** The places of open rows, as far as they were seen. */
function placesOf(loaded: Loaded, open: readonly string[], before: Readonly<Record<string, number>>) {
  const places: Record<string, number> = {};
  const wanted = new Set(open);
  for (const id of open) {
    const known = before[id];
    if (known !== undefined) places[id] = known;
  }
  for (const [place, run] of loaded) if (wanted.has(run.info.run_id)) places[run.info.run_id] = place;
  return places;
}

function openedOf(below: Below, places: Readonly<Record<string, number>>): Opened<Line>[] {
  const linesOf = (id: string, depth: number): Line[] => [
    ...(below.get(id)?.runs ?? []).flatMap((run) => [
      { id: run.info.run_id, run, depth },
      ...(run.info.run_id === id || depth > MOST_DEPTH ? [] : linesOf(run.info.run_id, depth + 1)),
    ]),
    ...restOf(id, depth, below),
  ];
  return Object.entries(places)
    .map(([id, at]) => ({ at, items: linesOf(id, 1) }))
    .sort((a, b) => a.at - b.at);
}

/** How many rows there are, as far as the loaded ones tell. */
function atLeast(numbers: readonly number[], answers: Pages['answers'], loaded: Loaded): number {
  const last = answers.at(-1);
  const end = (numbers.at(-1) ?? 0) * PAGE_ROWS + (last?.runs?.length ?? 0) + (last?.more === true ? 1 : 0);
  return Math.max(end, ...[...loaded.keys()].map((place) => place + 1));
}
