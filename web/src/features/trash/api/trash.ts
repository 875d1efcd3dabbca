import { queryOptions, useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PurgeTrashResponse, TrashItem } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { readAnew } from '@/lib/change';
import type { Page } from '@/lib/loaded-rows';
import { useLongWork } from '@/lib/long-work';

export type { TrashItem };

export const KINDS = ['experiment', 'run', 'logged_model', 'trace'] as const;
export type Kind = (typeof KINDS)[number];

/** How long ago something was deleted at least. */
export const AGES = ['any', '1d', '7d', '30d', '90d'] as const;

export type TrashSearch = { text: string; kind: Kind | 'all'; age: (typeof AGES)[number] };

const PAGE_SIZE = 200;
const REFRESH_MILLIS = 15_000;
const PURGING_MILLIS = 1_000;

/** Things that one request restores, all or none. */
const RESTORED_AT_ONCE = 500;

/** What may look different once something came back from the trash. */
const RESTORABLE = ['trash', 'experiments', 'runs', 'models', 'traces', 'home'];

export async function searchTrash(
  { text, kind, age }: TrashSearch,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<TrashItem>> {
  const query = {
    max_results: PAGE_SIZE,
    ...(kind !== 'all' && { kind }),
    ...filterOf({ text, age }),
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/3.0/cairn/trash', { params: { query }, signal }));
  return { rows: page.items ?? [], next: page.next_page_token ?? undefined };
}

function filterOf({ text, age }: Pick<TrashSearch, 'text' | 'age'>) {
  return { ...(text !== '' && { contains: text }), ...(age !== 'any' && { older_than: age }) };
}

/** How much matches, what is being purged, and what empties the trash by itself. */
export function summaryQuery({ text, age }: Pick<TrashSearch, 'text' | 'age'>) {
  return queryOptions({
    queryKey: ['trash', 'summary', { text, age }],
    queryFn: ({ signal }) =>
      answer(api.GET('/ajax-api/3.0/cairn/trash/summary', { params: { query: filterOf({ text, age }) }, signal })),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.purge ? PURGING_MILLIS : REFRESH_MILLIS),
  });
}

/** The row of an item, and what it is: ids are only one kind's own. */
export function keyOf({ kind, id }: Pick<TrashItem, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

export type Named = Readonly<Record<Kind, readonly string[]>>;

/** Chosen rows by what they are. */
export function namedBy(keys: Iterable<string>): Named {
  const named: Record<Kind, string[]> = { experiment: [], run: [], logged_model: [], trace: [] };
  for (const key of keys) {
    const [kind = '', id = ''] = key.split(/:(.*)/s);
    if (kind in named) named[kind as Kind].push(id);
  }
  return named;
}

/** Takes things out of the trash, some hundred with each request. Gives how many: the rest may be given up. */
export function useRestore() {
  const client = useQueryClient();
  const { progress, run, giveUp } = useLongWork();
  const restore = async (keys: readonly string[]) => {
    let done = 0;
    await run(keys.length, async ({ signal, report }) => {
      for (let from = 0; from < keys.length && !signal.aborted; from += RESTORED_AT_ONCE) {
        const { experiment, run, logged_model, trace } = namedBy(keys.slice(from, from + RESTORED_AT_ONCE));
        const body = {
          experiment_ids: [...experiment],
          run_ids: [...run],
          logged_model_ids: [...logged_model],
          trace_ids: [...trace],
        };
        await answer(api.POST('/ajax-api/3.0/cairn/trash/restore', { body }));
        done = Math.min(from + RESTORED_AT_ONCE, keys.length);
        report({ done, all: keys.length });
      }
    });
    return done;
  };
  const mutation = useMutation({ mutationFn: restore, onSettled: () => readAnew(client, ...RESTORABLE) });
  return { ...mutation, progress, giveUp };
}

/** What a purge is about: all there is, what is older than an age, or chosen rows. */
export type PurgeTarget =
  { of: 'everything' } | { of: 'older'; age: string } | { of: 'named'; keys: readonly string[] };

/** What a purge takes, or would take. */
export type Purged = Required<Pick<PurgeTrashResponse, 'experiments' | 'runs' | 'logged_models' | 'traces'>> & {
  kept: TrashItem[];
  /** There is more than one request takes. */
  more: boolean;
};

const NOTHING: Purged = { experiments: 0, runs: 0, logged_models: 0, traces: 0, kept: [], more: false };

function bodiesOf(target: PurgeTarget) {
  if (target.of === 'everything') return [{ everything: true }];
  if (target.of === 'older') return [{ older_than: target.age }];
  const { experiment, run, logged_model, trace } = namedBy(target.keys);
  const others = { run_ids: [...run], logged_model_ids: [...logged_model], trace_ids: [...trace] };
  // Where runs, models or traces are named, nothing else counts.
  return [
    ...(run.length + logged_model.length + trace.length > 0 ? [others] : []),
    ...(experiment.length > 0 ? [{ experiment_ids: [...experiment] }] : []),
  ];
}

function sum(a: Purged, b: PurgeTrashResponse): Purged {
  return {
    experiments: a.experiments + (b.experiments ?? 0),
    runs: a.runs + (b.runs ?? 0),
    logged_models: a.logged_models + (b.logged_models ?? 0),
    traces: a.traces + (b.traces ?? 0),
    kept: [...a.kept, ...(b.kept ?? [])],
    more: b.more === true,
  };
}

export function totalOf({ experiments, runs, logged_models: models, traces }: Purged): number {
  return experiments + runs + models + traces;
}

/** What a purge would take. */
export function previewQuery(target: PurgeTarget) {
  return queryOptions({
    queryKey: ['trash', 'preview', target],
    staleTime: 0,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      let found = NOTHING;
      for (const body of bodiesOf(target)) {
        const some = await answer(
          api.POST('/ajax-api/3.0/cairn/trash/purge', { body: { ...body, dry_run: true }, signal }),
        );
        found = { ...sum(found, some), more: found.more || some.more === true };
      }
      return found;
    },
  });
}

const PURGE = ['trash', 'purge'];

/** The purges that this page still asks for, by what keeps each from asking on. */
const underWay = new Map<AbortController, Promise<Purged>>();

/** Asks for one part after the other, and for no more once it is given up. */
async function askFor(target: PurgeTarget, signal: AbortSignal, onPart: () => void): Promise<Purged> {
  let purged = NOTHING;
  for (const body of bodiesOf(target)) {
    do {
      if (signal.aborted) return purged;
      purged = sum(purged, await answer(api.POST('/ajax-api/3.0/cairn/trash/purge', { body })));
      onPart();
    } while (purged.more);
  }
  return purged;
}

type Outcome = { onSuccess: (purged: Purged) => void; onError: (error: Error) => void };

/** Removes things for good, however many: a request takes some thousands. It goes on when its screen is left. */
export function usePurge({ onSuccess, onError }: Outcome) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: PURGE,
    mutationFn: async (target: PurgeTarget) => {
      const giveUp = new AbortController();
      const asking = askFor(
        target,
        giveUp.signal,
        () => void client.invalidateQueries({ queryKey: ['trash', 'summary'] }),
      );
      underWay.set(giveUp, asking);
      try {
        return await asking;
      } finally {
        underWay.delete(giveUp);
      }
    },
    onSuccess,
    onError,
    onSettled: () => readAnew(client, 'trash'),
  });
}

/** Whether this page asks for a purge, also one that was begun on it before. */
export function useIsPurging(): boolean {
  return useIsMutating({ mutationKey: PURGE }) > 0;
}

/** Puts back what has not begun to go. */
export function useStopPurges() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      for (const giveUp of underWay.keys()) giveUp.abort();
      await Promise.allSettled(underWay.values()); // what a request on its way begins is put back as well
      return answer(api.POST('/ajax-api/3.0/cairn/trash/stop-purges', { body: {} }));
    },
    onSettled: () => readAnew(client, 'trash'),
  });
}
