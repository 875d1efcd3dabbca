import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useChangedCharts } from '@/lib/changed-charts';
import { experimentEvents, useLive, type RunChange } from '@/lib/live';
import { useSignsOfLife } from '@/lib/signs-of-life';
import { merged } from './changed-rows';
import { patch, readOnceMore, running, shownIds } from './shown-rows';

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
  const [began] = useState(Date.now);
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
  // A stream that begins with the page finds rows that were just read, or are shown again.
  const begin = async () => {
    const isOld = ({ queryKey, state }: Query) => queryKey[1] !== 'table' && state.dataUpdatedAt < began;
    void client.invalidateQueries({ queryKey: ['runs'], predicate: isOld });
    const added = await readOnceMore(client);
    if (added) setFresh((known) => new Set([...known, ...added]));
    else void client.invalidateQueries({ queryKey: ['runs'] });
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
      if (isFirst.current) void begin();
      else void client.invalidateQueries({ queryKey: ['runs'] });
      for (const queryKey of [['charts'], ['artifacts', 'of runs']]) readAfterwards(client, queryKey);
      isFirst.current = false;
    },
  });

  const shown = fresh.size > 0 ? shownIds(client) : fresh; // others may have read them since
  return {
    newRuns: [...fresh].filter((id) => !shown.has(id)).length,
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

/** Reads anew what is known. What is still being read is shown first: it may be of before. */
function readAfterwards(client: QueryClient, queryKey: readonly string[]): void {
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    if (query.state.data === undefined && query.state.fetchStatus === 'idle') continue;
    const isRead = query.state.data === undefined ? query.promise : undefined;
    void Promise.resolve(isRead)
      .catch(() => undefined)
      .then(() => client.invalidateQueries({ queryKey: query.queryKey, exact: true }));
  }
}
