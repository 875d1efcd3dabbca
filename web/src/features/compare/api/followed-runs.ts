import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useChangedCharts } from '@/lib/changed-charts';
import { readAnewUntil, useInTurn } from '@/lib/in-turn';
import { experimentEvents, useLive, type LiveState, type RunChange } from '@/lib/live';
import { runQuery } from '@/lib/run-query';
import type { Run } from './compared-runs';

/** What comes within this time is read together; of many runs less often. */
const PAUSE_MILLIS = 1_000;
const MILLIS_OF_A_RUN = 100;

/**
 * Reads compared runs anew as the streams of their experiments tell of them, as long as one of them is under way. A
 * browser has few connections to a server, so that those of two experiments are listened to at most.
 *
 * @returns undefined where nothing can happen any more
 */
export function useFollowedRuns(runs: readonly Run[], isOn: boolean): LiveState | undefined {
  const client = useQueryClient();
  const charts = useChangedCharts();
  const changed = useRef(new Set<string>());
  const ids = useMemo(() => new Set(runs.map(({ info }) => info.run_id)), [runs]);
  const [first, second] = useMemo(() => experimentsUnderWay(runs), [runs]);
  const read = useInTurn(Math.max(PAUSE_MILLIS, ids.size * MILLIS_OF_A_RUN), isOn, async (signal) => {
    const told = [...changed.current];
    changed.current = new Set();
    await Promise.all(told.map((id) => readAnewUntil(signal, client, { queryKey: runQuery(id).queryKey })));
  });
  const onRun = ({ run_id: id, metrics = [] }: RunChange) => {
    if (!ids.has(id)) return;
    charts.metrics(
      id,
      metrics.map(({ key }) => key),
    );
    changed.current.add(id);
    read();
  };
  // What happened until the stream began is not told.
  const onResync = () => {
    for (const id of ids) changed.current.add(id);
    read();
  };
  const state = useLive(isOn && first !== undefined ? experimentEvents(first, true) : undefined, { onRun, onResync });
  useLive(isOn && second !== undefined ? experimentEvents(second, true) : undefined, { onRun, onResync });
  return first === undefined ? undefined : state;
}

function experimentsUnderWay(runs: readonly Run[]): readonly string[] {
  return [...new Set(runs.filter(({ info }) => info.status === 'RUNNING').map(({ info }) => info.experiment_id))];
}
