import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Experiment, RunInfo, RunningRun } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { readAnewUntil, useInTurn } from '@/lib/in-turn';
import { ALL_EVENTS, useLive, type LiveState } from '@/lib/live';

export type { Experiment };

/** A run of any experiment, which may have no name here. */
export type RecentRun = { info: RunInfo; experiment: string | undefined };

/** Runs that ended are looked for in this many experiments, the latest. */
const EXPERIMENTS = 200;
const SHOWN_EXPERIMENTS = 6;
const FEW_RUNNING = 20;
const ALL_RUNNING = 500;
const RUNS = 10;
/** A run that falls silent sends nothing that would say so: all is read again this often. */
const REFRESH_MILLIS = 60_000;
const PAUSE_MILLIS = 2_000;
/** A long list is read less often. */
const LONG_PAUSE_MILLIS = 15_000;

export type Recent = {
  experiments: Experiment[];
  running: RecentRun[];
  moreRunning: boolean;
  runs: RecentRun[];
};

/** What happened last: the latest experiments, what runs in them, and what was started last. */
export const recentQuery = (isWhole: boolean, isLive: boolean) =>
  queryOptions({
    queryKey: ['home', 'recent', isWhole],
    refetchInterval: isLive ? REFRESH_MILLIS : false,
    queryFn: async ({ signal }): Promise<Recent> => {
      const found = await answer(
        api.POST('/ajax-api/2.0/mlflow/experiments/search', {
          body: { max_results: EXPERIMENTS, view_type: 'ACTIVE_ONLY', order_by: ['last_update_time DESC'] },
          signal,
        }),
      );
      const experiments = found.experiments ?? [];
      const ids = experiments.map((experiment) => experiment.experiment_id);
      const query = { max_results: isWhole ? ALL_RUNNING : FEW_RUNNING };
      const [running, ended] = await Promise.all([
        answer(api.GET('/ajax-api/3.0/cairn/runs/running', { params: { query }, signal })),
        endedOf(ids, signal),
      ]);
      const names = new Map(experiments.map(({ experiment_id: id, name }) => [id, name]));
      return {
        experiments: experiments.slice(0, SHOWN_EXPERIMENTS),
        running: (running.runs ?? []).map(({ info, experiment_name: experiment }: RunningRun) => ({
          info,
          experiment,
        })),
        moreRunning: running.more === true,
        runs: ended.map((info) => ({ info, experiment: names.get(info.experiment_id) })),
      };
    },
  });

/** Reads it anew soon after a run begins or ends anywhere, or an experiment changes. */
export function useLiveHome(isWhole: boolean, isLive: boolean): LiveState {
  const client = useQueryClient();
  const look = useInTurn(isWhole ? LONG_PAUSE_MILLIS : PAUSE_MILLIS, isLive, (signal) =>
    readAnewUntil(signal, client, { queryKey: ['home'] }),
  );
  return useLive(isLive ? ALL_EVENTS : undefined, {
    onRun: look,
    onExperiment: look,
    onResync: look, // what happened until the stream began is not told
  });
}

async function endedOf(ids: string[], signal: AbortSignal): Promise<RunInfo[]> {
  const filter = "attributes.status != 'RUNNING'";
  const body = { experiment_ids: ids, filter, max_results: RUNS, order_by: ['attributes.start_time DESC'] };
  const found = await answer(api.POST('/ajax-api/2.0/mlflow/runs/search', { body, signal }));
  return (found.runs ?? []).map(({ info }) => info);
}
