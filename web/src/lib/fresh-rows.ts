import { useQueryClient, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useInTurn } from './in-turn';
import { useLive, type ExperimentChange, type LiveState, type ModelChange, type RunChange } from './live';
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
  isOfExperiment?: (change: ExperimentChange) => boolean;
  isOfModel?: (change: ModelChange) => boolean;
};

/** What a list would be told of, and that it does not show. */
type Fresh = {
  state: LiveState;
  /** How many rows are new. */
  count: number;
  /** How many rows that are shown stand there no more. */
  gone: number;
  show: () => void;
};

/**
 * Keeps loaded rows up to date by a stream of changes. When it tells of one, the first page is read: rows that are known
 * change where they stand, and those that are not, or not any more, are counted, since rows never move by themselves.
 */
export function useFreshRows<Row>({
  queryKey,
  load,
  rowId,
  path,
  isOfRun,
  isOfExperiment,
  isOfModel,
}: FreshRows<Row>): Fresh {
  const client = useQueryClient();
  const subject = JSON.stringify(queryKey);
  const [fresh, setFresh] = useState({ subject, ...NOTHING });
  const look = useInTurn(PAUSE_MILLIS, path !== undefined, async (signal, again) => {
    const before = client.getQueryState<Loaded<Row>>(queryKey);
    if (!before?.data) return;
    const first = await load(undefined, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLIS)]));
    const now = first.rows;
    if (client.getQueryState(queryKey)?.dataUpdatedAt !== before.dataUpdatedAt) {
      again(); // others were read meanwhile, perhaps of before what it was to look at
      return;
    }
    const known = idsOf(before.data, rowId);
    const ids = now.map(rowId);
    const added = newRows(ids, new Set(known));
    if (known.length === 0 && added.length > 0) await client.invalidateQueries({ queryKey });
    else setFresh({ subject, added, gone: goneRows(known, ids, first.next === undefined) });
    client.setQueryData<Loaded<Row>>(queryKey, (loaded) => loaded && withRows(loaded, now, rowId), {
      updatedAt: before.dataUpdatedAt,
    });
  });
  const state = useLive(path, {
    ...(isOfRun && { onRun: (change) => isOfRun(change) && look() }),
    ...(isOfExperiment && { onExperiment: (change) => isOfExperiment(change) && look() }),
    ...(isOfModel && { onModel: (change) => isOfModel(change) && look() }),
    onResync: look, // what happened until the stream began is not told
  });
  const { added, gone } = fresh.subject === subject ? fresh : NOTHING;
  // Others may have read the list since then.
  const shown = new Set(
    added.length + gone.length === 0 ? [] : idsOf(client.getQueryData<Loaded<Row>>(queryKey), rowId),
  );
  return {
    state,
    count: added.filter((id) => !shown.has(id)).length,
    gone: gone.filter((id) => shown.has(id)).length,
    show: () => void client.invalidateQueries({ queryKey }),
  };
}

const NOTHING: { added: string[]; gone: string[] } = { added: [], gone: [] };

type Loaded<Row> = InfiniteData<Page<Row>>;

function idsOf<Row>(loaded: Loaded<Row> | undefined, rowId: (row: Row) => string): string[] {
  return loaded?.pages.flatMap((page) => page.rows.map(rowId)) ?? [];
}

/** The rows that are not known among those before the last that is: what comes behind that may have moved up. */
export function newRows(now: readonly string[], known: ReadonlySet<string>): string[] {
  const last = now.findLastIndex((id) => known.has(id));
  return (last < 0 ? now : now.slice(0, last)).filter((id) => !known.has(id));
}

/**
 * The known rows that are gone from before the last of those that are there now: what came behind that may have moved
 * down, also where a row of a later page moved up.
 */
export function goneRows(known: readonly string[], now: readonly string[], isAll: boolean): string[] {
  const here = new Set(now);
  const places = new Map(known.map((id, place) => [id, place]));
  const last = places.get(now.findLast((id) => places.has(id)) ?? '') ?? 0;
  return (isAll ? known : known.slice(0, last)).filter((id) => !here.has(id));
}

/** The same rows in their places, as they are now. */
export function withRows<Row>(loaded: Loaded<Row>, now: readonly Row[], rowId: (row: Row) => string): Loaded<Row> {
  const changed = new Map(now.map((row) => [rowId(row), row]));
  return {
    ...loaded,
    pages: loaded.pages.map((page) => ({ ...page, rows: page.rows.map((row) => changed.get(rowId(row)) ?? row) })),
  };
}
