import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ReadRunTableResponse, RunInfo } from '@/api/schema.gen';
import { useChangedCharts } from '@/lib/changed-charts';
import { experimentEvents, useLive, type RunChange } from '@/lib/live';
import { useSignsOfLife } from '@/lib/signs-of-life';
import type { TableRun } from './table';

/** Changes that come within this time are shown together. */
const TOGETHER_MILLIS = 400;

export type Live = {
  /** Runs that began since the table was read. */
  newRuns: number;
  /** Reads the table anew, with those runs. */
  showNew: () => void;
};

/**
 * Keeps the rows that are shown up to date by the experiment's stream of changes: values change in place, rows never move
 * by themselves. Runs that are new are counted. Charts of runs are drawn anew.
 *
 * @param isOn whether to listen; what happened meanwhile is read when it goes on
 */
export function useLiveRuns(experimentId: string, isOn: boolean): Live {
  const client = useQueryClient();
  const charts = useChangedCharts();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, RunChange>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isFirst = useRef(isOn);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  const apply = () => {
    timer.current = undefined;
    const changes = waiting.current;
    waiting.current = new Map();
    if ([...changes.values()].some((change) => isOfOtherRows(change, experimentId))) {
      void client.invalidateQueries({ queryKey: ['runs'] });
    }
    const unknown = patch(client, changes);
    if (unknown.length > 0) setFresh((known) => new Set([...known, ...unknown]));
  };
  const heardOf = useSignsOfLife('runs', experimentId, isOn, {
    running: () => running(client),
    tell: (infos) =>
      patch(
        client,
        new Map(infos.map((run) => [run.run_id, { experiment_id: experimentId, run_id: run.run_id, run }])),
      ),
  });
  useLive(isOn ? experimentEvents(experimentId, true) : undefined, {
    onRun: (change) => {
      heardOf(change.run_id);
      waiting.current.set(change.run_id, merged(waiting.current.get(change.run_id), change));
      charts.metrics(
        change.run_id,
        (change.metrics ?? []).map(({ key }) => key),
      );
      charts.files(change.run_id, change.artifacts ?? []);
      timer.current ??= setTimeout(apply, TOGETHER_MILLIS);
    },
    onResync: () => {
      // A stream that begins with the page finds rows that were just read.
      if (!isFirst.current) {
        for (const queryKey of [['runs'], ['charts'], ['artifacts', 'of runs']])
          void client.invalidateQueries({ queryKey });
      }
      isFirst.current = false;
    },
  });

  return {
    newRuns: fresh.size,
    showNew: () => {
      setFresh(new Set());
      void client.invalidateQueries({ queryKey: ['runs'] });
    },
  };
}

/** Whether a run went to another experiment, came from one, or is gone for good: it belongs to other rows than before. */
function isOfOtherRows({ run, purged }: RunChange, experimentId: string): boolean {
  return purged === true || (run !== undefined && run.experiment_id !== experimentId);
}

/** Two changes of a run as one. What the later one says of a tag holds. */
export function merged(before: RunChange | undefined, now: RunChange): RunChange {
  if (!before) return now;
  const set = new Set((now.tags ?? []).map(({ key }) => key));
  const gone = new Set(now.deleted_tags);
  return {
    ...before,
    ...now,
    ...((now.run ?? before.run) && { run: now.run ?? before.run }),
    metrics: [...(before.metrics ?? []), ...(now.metrics ?? [])],
    params: [...(before.params ?? []), ...(now.params ?? [])],
    tags: [...(before.tags ?? []).filter(({ key }) => !gone.has(key)), ...(now.tags ?? [])],
    deleted_tags: [...(before.deleted_tags ?? []).filter((key) => !set.has(key)), ...gone],
  };
}

const TABLES = { queryKey: ['runs', 'table'] };

/** The runs in sight that are under way. */
function running(client: QueryClient): RunInfo[] {
  const tables = client.getQueryCache().findAll({ ...TABLES, type: 'active' });
  const runs = tables.flatMap(({ state }) => (state.data as ReadRunTableResponse | undefined)?.runs ?? []);
  return [
    ...new Map(runs.filter(({ info }) => info.status === 'RUNNING').map(({ info }) => [info.run_id, info])).values(),
  ];
}

/**
 * Changes the rows that are known.
 *
 * @returns ids of runs that began and are in no row
 */
function patch(client: QueryClient, changes: ReadonlyMap<string, RunChange>): string[] {
  const unknown = new Set(
    [...changes].filter(([, change]) => change.run?.status === 'RUNNING').map(([runId]) => runId),
  );
  // Those out of sight are read anew when they are looked at: a value that is put into one would make it look fresh.
  void client.invalidateQueries({ ...TABLES, type: 'inactive', refetchType: 'none' });
  client.setQueriesData<ReadRunTableResponse>({ ...TABLES, type: 'active' }, (table) => {
    if (!table?.runs?.some((run) => changes.has(run.info.run_id))) return table;
    return {
      ...table,
      runs: table.runs.map((run) => {
        const change = changes.get(run.info.run_id);
        unknown.delete(run.info.run_id);
        return change ? changed(run, change) : run;
      }),
    };
  });
  return [...unknown];
}

function changed(run: TableRun, change: RunChange): TableRun {
  const texts = (list: RunChange['tags']) => Object.fromEntries((list ?? []).map(({ key, value }) => [key, value]));
  const metrics = (change.metrics ?? []).map(({ key, value }) => [key, value] as const);
  const gone = new Set(change.deleted_tags);
  const tags = Object.entries(run.tags ?? {}).filter(([key]) => !gone.has(key));
  return {
    ...run,
    info: { ...run.info, stale: null, ...change.run }, // who tells something is not silent
    metrics: { ...run.metrics, ...(Object.fromEntries(metrics) as TableRun['metrics']) },
    params: { ...run.params, ...texts(change.params) },
    tags: { ...Object.fromEntries(tags), ...texts(change.tags) },
  };
}
