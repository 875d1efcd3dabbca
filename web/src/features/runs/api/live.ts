import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Metric, ReadRunTableResponse, RunInfo, Tag } from '@/api/schema.gen';
import { SERVER } from '@/lib/api-client';
import { useChangedCharts } from '@/lib/changed-charts';
import type { TableRun } from './table';

/** Changes that come within this time are shown together. */
const TOGETHER_MILLIS = 400;

/** What the stream says of a run. */
type RunChange = {
  run_id: string;
  run?: RunInfo;
  metrics?: Metric[];
  params?: Tag[];
  tags?: Tag[];
  artifacts?: string[];
};

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

  const wasPaused = useRef(false);

  useEffect(() => {
    if (!isOn) {
      wasPaused.current = true;
      return undefined;
    }
    const waiting = new Map<string, RunChange>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const apply = () => {
      timer = undefined;
      const changes = new Map(waiting);
      waiting.clear();
      // A run that went to another experiment, or came from one, belongs to other rows than before.
      if ([...changes.values()].some(({ run }) => run !== undefined && run.experiment_id !== experimentId)) {
        void client.invalidateQueries({ queryKey: ['runs'] });
      }
      const unknown = patch(client, changes);
      if (unknown.length > 0) setFresh((known) => new Set([...known, ...unknown]));
    };
    const source = new EventSource(
      `${SERVER}/ajax-api/3.0/cairn/experiments/${encodeURIComponent(experimentId)}/events?metrics=true`,
    );
    source.addEventListener('run', (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as RunChange;
      waiting.set(change.run_id, merged(waiting.get(change.run_id), change));
      charts.metrics(
        change.run_id,
        (change.metrics ?? []).map(({ key }) => key),
      );
      charts.files(change.run_id, change.artifacts ?? []);
      timer ??= setTimeout(apply, TOGETHER_MILLIS);
    });
    const readAnew = () => {
      for (const queryKey of [['runs'], ['charts'], ['artifacts', 'of runs']])
        void client.invalidateQueries({ queryKey });
    };
    source.addEventListener('resync', readAnew);
    source.addEventListener('open', () => {
      if (wasPaused.current) readAnew();
      wasPaused.current = false;
    });
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [client, charts, experimentId, isOn]);

  return {
    newRuns: fresh.size,
    showNew: () => {
      setFresh(new Set());
      void client.invalidateQueries({ queryKey: ['runs'] });
    },
  };
}

function merged(before: RunChange | undefined, now: RunChange): RunChange {
  if (!before) return now;
  return {
    ...before,
    ...now,
    ...((now.run ?? before.run) && { run: now.run ?? before.run }),
    metrics: [...(before.metrics ?? []), ...(now.metrics ?? [])],
    params: [...(before.params ?? []), ...(now.params ?? [])],
    tags: [...(before.tags ?? []), ...(now.tags ?? [])],
  };
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
  const tables = { queryKey: ['runs', 'table'] };
  // Those out of sight are read anew when they are looked at: a value that is put into one would make it look fresh.
  void client.invalidateQueries({ ...tables, type: 'inactive', refetchType: 'none' });
  client.setQueriesData<ReadRunTableResponse>({ ...tables, type: 'active' }, (table) => {
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
  const info = change.run ? { ...run.info, ...change.run } : run.info;
  const texts = (list: RunChange['tags']) => Object.fromEntries((list ?? []).map(({ key, value }) => [key, value]));
  return {
    ...run,
    info: { ...info, stale: null },
    metrics: { ...run.metrics, ...Object.fromEntries((change.metrics ?? []).map(({ key, value }) => [key, value])) },
    params: { ...run.params, ...texts(change.params) },
    tags: { ...run.tags, ...texts(change.tags) },
  };
}
