import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Experiment, Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { readAnew, useChange, type Outcome } from '@/lib/change';
import { holding } from '@/lib/filter';
import type { Page } from '@/lib/loaded-rows';
import { useLongWork, withEach } from '@/lib/long-work';
import { NOTE } from '@/lib/note';

export type { Experiment };

const PAGE_SIZE = 200;

export const EXPERIMENT_VIEWS = ['ACTIVE_ONLY', 'DELETED_ONLY'] as const;
export type ExperimentView = (typeof EXPERIMENT_VIEWS)[number];

type Sort = { id: string; descending: boolean };

export const NEWEST_FIRST: Sort = { id: 'updated', descending: true };

type ExperimentSearch = {
  /** Part of a name. */
  text: string;
  view: ExperimentView;
  sort: Sort;
};

const ORDER: Record<string, string> = { name: 'name', created: 'creation_time', updated: 'last_update_time' };

export async function searchExperiments(
  search: ExperimentSearch,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Experiment>> {
  const { text, view, sort } = search;
  const page = await answer(
    api.POST('/ajax-api/2.0/mlflow/experiments/search', {
      body: {
        max_results: PAGE_SIZE,
        view_type: view,
        order_by: [`${ORDER[sort.id] ?? 'last_update_time'} ${sort.descending ? 'DESC' : 'ASC'}`],
        ...(text !== '' && { filter: `name ILIKE ${holding(text)}` }),
        ...(token !== undefined && { page_token: token }),
      },
      signal,
    }),
  );
  return { rows: page.experiments ?? [], next: page.next_page_token ?? undefined };
}

export function noteOf(experiment: Experiment): string {
  return experiment.tags?.find((tag) => tag.key === NOTE)?.value ?? '';
}

/** Tags that people gave, without those that mean something to programs. */
export function plainTags(experiment: Experiment) {
  return (experiment.tags ?? []).filter((tag) => !tag.key.startsWith('mlflow.'));
}

export function useCreateExperiment() {
  return useChange('experiments', (name: string) =>
    answer(api.POST('/ajax-api/2.0/mlflow/experiments/create', { body: { name } })),
  );
}

export function useRenameExperiment(id: string) {
  return useChange('experiments', (name: string) =>
    api.POST('/ajax-api/2.0/mlflow/experiments/update', { body: { experiment_id: id, new_name: name } }),
  );
}

export function useDescribeExperiment(id: string) {
  return useChange('experiments', (text: string) =>
    api.POST('/ajax-api/2.0/mlflow/experiments/set-experiment-tag', {
      body: { experiment_id: id, key: NOTE, value: text },
    }),
  );
}

export function useTagExperiment(id: string) {
  return useChange('experiments', ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/experiments/set-experiment-tag', { body: { experiment_id: id, key, value } }),
  );
}

export function useUntagExperiment(id: string) {
  return useChange('experiments', (key: string) =>
    api.POST('/ajax-api/2.0/mlflow/experiments/delete-experiment-tag', { body: { experiment_id: id, key } }),
  );
}

/**
 * Deletes or restores experiments, one with each request. Gives those that were: others stay as they are once somebody
 * gives the rest up, or one of them is refused.
 *
 * @param outcome what comes of it, told also when what asked for it has been left
 */
export function useMoveExperiments(
  what: 'delete' | 'restore',
  { onDone, onError }: Outcome<readonly string[], readonly string[]>,
) {
  const client = useQueryClient();
  const { progress, run, giveUp } = useLongWork();
  const mutation = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const moved: string[] = [];
      const refused: unknown[] = [];
      await run(ids.length, (work) =>
        withEach(ids, work, async (id) => {
          if (refused.length > 0) return;
          try {
            await api.POST(`/ajax-api/2.0/mlflow/experiments/${what}`, { body: { experiment_id: id } });
            moved.push(id);
          } catch (error) {
            refused.push(error);
          }
        }),
      );
      if (refused.length > 0) throw refused[0] as Error;
      return moved;
    },
    ...(onDone && { onSuccess: onDone }),
    ...(onError && { onError }),
    onSettled: () => readAnew(client, 'experiments'),
  });
  return { ...mutation, progress, giveUp };
}
