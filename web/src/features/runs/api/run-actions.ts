import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '@/lib/api-client';
import { readAnew } from '@/lib/change';
import { choiceOf, NEWEST_FIRST, orderOf, type TableQuery } from './table';

/** Runs that one request changes. */
const AT_ONCE = 500;

/** How far a change of many runs is. */
export type RunsProgress = { done: number; all: number };

/**
 * A change of any number of runs, some hundred with each request. What was done stays done when somebody gives the rest
 * up.
 *
 * @param onDone is told how many were changed, also when what asked for it has been left
 * @param kinds what else is read anew afterwards
 */
function useRunChange<Variables extends { ids: readonly string[] }>(
  change: (ids: string[], variables: Variables) => Promise<unknown>,
  onDone?: (done: number) => void,
  ...kinds: readonly string[]
) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<RunsProgress>();
  const stop = useRef<AbortController>(undefined);
  const mutation = useMutation({
    mutationFn: async (variables: Variables) => {
      const { ids } = variables;
      const { signal } = (stop.current = new AbortController());
      let done = 0;
      while (done < ids.length && !signal.aborted) {
        if (ids.length > AT_ONCE) setProgress({ done, all: ids.length });
        const some = ids.slice(done, done + AT_ONCE);
        await change(some, variables);
        done += some.length;
      }
      return done;
    },
    ...(onDone && { onSuccess: onDone }),
    onSettled: () => {
      setProgress(undefined);
      return readAnew(client, 'runs', ...kinds);
    },
  });
  return { ...mutation, progress, giveUp: () => stop.current?.abort() };
}

/** Matching runs that are asked for at once. */
const IDS_AT_ONCE = 1_000;

/**
 * The ids of all matching runs, which nothing on the screen has. A run that begins meanwhile pushes others on, so that none
 * of them is missed.
 */
export function useMatchingRuns(query: TableQuery, all: number) {
  const [progress, setProgress] = useState<RunsProgress>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const mutation = useMutation({
    mutationFn: async () => {
      const { signal } = (stop.current = new AbortController());
      const ids = new Set<string>();
      for (let offset = 0, more = true; more; offset += IDS_AT_ONCE) {
        setProgress({ done: offset, all });
        const body = {
          ...{ experiment_id: query.experimentId, choice: choiceOf(query), columns: [] },
          ...{ order_by: orderOf(NEWEST_FIRST), offset, max_results: IDS_AT_ONCE },
        };
        const found = await answer(api.POST('/ajax-api/3.0/cairn/runs/table', { body, signal }));
        found.runs?.forEach(({ info }) => ids.add(info.run_id));
        more = found.more === true;
      }
      return ids;
    },
    onSettled: () => setProgress(undefined),
  });
  return { ...mutation, progress, giveUp: () => stop.current?.abort() };
}

/** A change of many runs that somebody asked for: how far it is, and what leaves the rest as it is. */
export type RunChange = {
  isPending: boolean;
  error: Error | null;
  progress: RunsProgress | undefined;
  giveUp: () => void;
};

export function useDeleteRuns() {
  return useRunChange((ids) => answer(api.POST('/ajax-api/3.0/cairn/runs/delete', { body: { run_ids: ids } })));
}

export function useRestoreRuns() {
  return useRunChange((ids) => answer(api.POST('/ajax-api/3.0/cairn/trash/restore', { body: { run_ids: ids } })));
}

export function useTagRuns(onDone: (done: number) => void) {
  return useRunChange(
    (ids, { key, value }: { ids: readonly string[]; key: string; value: string }) =>
      answer(api.POST('/ajax-api/3.0/cairn/runs/set-tags', { body: { run_ids: ids, tags: [{ key, value }] } })),
    onDone,
  );
}

export function useMoveRuns(onDone: (done: number) => void) {
  return useRunChange(
    (ids, { experimentId }: { ids: readonly string[]; experimentId: string }) =>
      answer(api.POST('/ajax-api/3.0/cairn/runs/move', { body: { run_ids: ids, experiment_id: experimentId } })),
    onDone,
    'models',
  );
}
