import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '@/lib/api-client';
import { readAnew } from '@/lib/change';
import { longWork, useLongWork, type LongWork, type Progress } from '@/lib/long-work';
import { choiceOf, NEWEST_FIRST, orderOf, type TableQuery } from './table';

/** Runs that one request changes. */
const AT_ONCE = 500;

/** Deletions and restorations, which go on while other runs are looked at. */
export const changesOfRuns = longWork();

type Chosen = { ids: readonly string[] };

/** What came of a change is told also when what asked for it has been left. */
type Outcome = {
  /** Gets how many were changed: the first ones. */
  onDone: (done: number, chosen: Chosen) => void;
  onError?: (error: Error) => void;
};

/**
 * A change of any number of runs, some hundred with each request. What was done stays done when somebody gives the rest
 * up.
 *
 * @param kinds what else is read anew afterwards
 */
function useRunChange<Variables extends Chosen>(
  change: (ids: string[], variables: Variables) => Promise<unknown>,
  { onDone, onError }: Outcome,
  works?: LongWork,
  kinds: readonly string[] = [],
) {
  const client = useQueryClient();
  const { progress, run, giveUp } = useLongWork(works);
  const mutation = useMutation({
    mutationFn: async (variables: Variables) => {
      const { ids } = variables;
      let done = 0;
      await run(ids.length, async ({ signal, report }) => {
        while (done < ids.length && !signal.aborted) {
          const some = ids.slice(done, done + AT_ONCE);
          await change(some, variables);
          done += some.length;
          report({ done, all: ids.length });
        }
      });
      return done;
    },
    onSuccess: onDone,
    ...(onError && { onError }),
    onSettled: () => readAnew(client, 'runs', ...kinds),
  });
  return { ...mutation, progress, giveUp };
}

/** Matching runs that are asked for at once. */
const IDS_AT_ONCE = 1_000;

/**
 * The ids of all matching runs, which nothing on the screen has; nothing where somebody gave that up. A run that begins
 * meanwhile pushes others on, so that none of them is missed.
 */
export function useMatchingRuns(query: TableQuery, all: number) {
  const { progress, run, giveUp } = useLongWork();
  useEffect(() => giveUp, [giveUp]);
  const mutation = useMutation({
    mutationFn: () =>
      run(all, async ({ signal, report }) => {
        const ids = new Set<string>();
        for (let offset = 0, more = true; more; offset += IDS_AT_ONCE) {
          report({ done: offset, all });
          const body = {
            ...{ experiment_id: query.experimentId, choice: choiceOf(query), columns: [] },
            ...{ order_by: orderOf(NEWEST_FIRST), offset, max_results: IDS_AT_ONCE },
          };
          const found = await answer(api.POST('/ajax-api/3.0/cairn/runs/table', { body, signal }));
          found.runs?.forEach(({ info }) => ids.add(info.run_id));
          more = found.more === true;
        }
        return ids;
      }),
  });
  return { ...mutation, progress, giveUp };
}

/** A change of many runs that somebody asked for: how far it is, and what leaves the rest as it is. */
export type RunChange = {
  isPending: boolean;
  error: Error | null;
  progress: Progress | undefined;
  giveUp: () => void;
};

export function useDeleteRuns(outcome: Outcome) {
  const change = (ids: string[]) => answer(api.POST('/ajax-api/3.0/cairn/runs/delete', { body: { run_ids: ids } }));
  return useRunChange(change, outcome, changesOfRuns);
}

export function useRestoreRuns(outcome: Outcome) {
  const change = (ids: string[]) => answer(api.POST('/ajax-api/3.0/cairn/trash/restore', { body: { run_ids: ids } }));
  return useRunChange(change, outcome, changesOfRuns);
}

export function useTagRuns(outcome: Outcome) {
  return useRunChange(
    (ids, { key, value }: Chosen & { key: string; value: string }) =>
      answer(api.POST('/ajax-api/3.0/cairn/runs/set-tags', { body: { run_ids: ids, tags: [{ key, value }] } })),
    outcome,
  );
}

export function useMoveRuns(outcome: Outcome) {
  return useRunChange(
    (ids, { experimentId }: Chosen & { experimentId: string }) =>
      answer(api.POST('/ajax-api/3.0/cairn/runs/move', { body: { run_ids: ids, experiment_id: experimentId } })),
    outcome,
    undefined,
    ['models'],
  );
}
