import { queryOptions } from '@tanstack/react-query';
import type { Experiment, Run } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';

export type { Experiment, Run };

/** Runs are looked for in this many experiments, the latest. */
const EXPERIMENTS = 200;
const SHOWN_EXPERIMENTS = 6;
const FEW_RUNNING = 20;
const ALL_RUNNING = 500;
const RUNS = 10;
const REFRESH_MILLIS = 10_000;

export type Recent = {
  experiments: Experiment[];
  running: Run[];
  moreRunning: boolean;
  runs: Run[];
  names: ReadonlyMap<string, string>;
};

/** What happened last: the latest experiments, what runs in them, and what was started last. */
export const recentQuery = (isWhole: boolean) =>
  queryOptions({
    queryKey: ['home', 'recent', isWhole],
    refetchInterval: REFRESH_MILLIS,
    queryFn: async ({ signal }): Promise<Recent> => {
      const found = await answer(
        api.POST('/ajax-api/2.0/mlflow/experiments/search', {
          body: { max_results: EXPERIMENTS, view_type: 'ACTIVE_ONLY', order_by: ['last_update_time DESC'] },
          signal,
        }),
      );
      const experiments = found.experiments ?? [];
      const ids = experiments.map((experiment) => experiment.experiment_id);
      const [running, runs] = await Promise.all([
        runsOf(ids, "attributes.status = 'RUNNING'", isWhole ? ALL_RUNNING : FEW_RUNNING, signal),
        runsOf(ids, "attributes.status != 'RUNNING'", RUNS, signal),
      ]);
      const names = new Map(experiments.map(({ experiment_id: id, name }) => [id, name]));
      return {
        experiments: experiments.slice(0, SHOWN_EXPERIMENTS),
        running: running.runs,
        moreRunning: running.more,
        runs: runs.runs,
        names,
      };
    },
  });

async function runsOf(ids: string[], filter: string, most: number, signal: AbortSignal) {
  const body = { experiment_ids: ids, filter, max_results: most, order_by: ['attributes.start_time DESC'] };
  const found = await answer(api.POST('/ajax-api/2.0/mlflow/runs/search', { body, signal }));
  return { runs: found.runs ?? [], more: (found.next_page_token ?? '') !== '' };
}
