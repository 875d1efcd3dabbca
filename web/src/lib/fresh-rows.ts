import { useQueryClient, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useInTurn } from './in-turn';
import { useLive, type ExperimentChange, type LiveState, type RunChange } from './live';
import type { Page } from './loaded-rows';

/** The first rows are read again so often at most, whatever happens. */
const PAUSE_MILLIS = 1_000;
const PATIENCE_MILLIS = 30_000;

type FreshRows<Row> = {
  /** As `useLoadedRows` has them. */
  queryKey: QueryKey;
  load: (token: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;
  rowId: (row: Row) => string;
  /** The stream that tells of the rows; undefined where nothing is to be listened to. */
  path: string | undefined;
  isOfRun?: (change: RunChange) => boolean;
  isOfExperiment: (change: ExperimentChange) => boolean;
};

/**
 * Keeps loaded rows up to date by a stream of changes. When it tells of one, the first page is read: rows that are known
 * change where they stand, and those that are not are counted, since rows never move by themselves.
 */
export function useFreshRows<Row>({ queryKey, load, rowId, path, isOfRun, isOfExperiment }: FreshRows<Row>): {
  state: LiveState;
  count: number;
  show: () => void;
} {
  const client = useQueryClient();
  const subject = JSON.stringify(queryKey);
  const [fresh, setFresh] = useState({ subject, count: 0 });
  const look = useInTurn(PAUSE_MILLIS, async () => {
    const before = client.getQueryState<Loaded<Row>>(queryKey);
    if (!before?.data) return;
    const now = (await load(undefined, AbortSignal.timeout(PATIENCE_MILLIS))).rows;
    if (client.getQueryState(queryKey)?.dataUpdatedAt !== before.dataUpdatedAt) return; // others read later than this
    const known = new Set(before.data.pages.flatMap((page) => page.rows.map(rowId)));
    const count = newRows(now.map(rowId), known);
    if (known.size === 0 && count > 0) await client.invalidateQueries({ queryKey });
    else setFresh({ subject, count });
    client.setQueryData<Loaded<Row>>(queryKey, (loaded) => loaded && withRows(loaded, now, rowId), {
      updatedAt: before.dataUpdatedAt,
    });
  });
  const state = useLive(path, {
    ...(isOfRun && { onRun: (change) => isOfRun(change) && look() }),
    onExperiment: (change) => isOfExperiment(change) && look(),
    onResync: look, // what happened until the stream began is not told
  });
  return {
    state,
    count: fresh.subject === subject ? fresh.count : 0,
    show: () => {
      setFresh({ subject, count: 0 });
      void client.invalidateQueries({ queryKey });
    },
  };
}

type Loaded<Row> = InfiniteData<Page<Row>>;

/** How many rows are not known among those before the last that is: what comes behind that may have moved up. */
export function newRows(now: readonly string[], known: ReadonlySet<string>): number {
  const last = now.findLastIndex((id) => known.has(id));
  return (last < 0 ? now : now.slice(0, last)).filter((id) => !known.has(id)).length;
}

/** The same rows in their places, as they are now. */
export function withRows<Row>(loaded: Loaded<Row>, now: readonly Row[], rowId: (row: Row) => string): Loaded<Row> {
  const changed = new Map(now.map((row) => [rowId(row), row]));
  return {
    ...loaded,
    pages: loaded.pages.map((page) => ({ ...page, rows: page.rows.map((row) => changed.get(rowId(row)) ?? row) })),
  };
}
