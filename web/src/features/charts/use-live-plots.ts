import { useEffect, useRef } from 'react';
import type { Metric } from '@/api/schema.gen';
import { useChangedCharts } from '@/lib/changed-charts';

/** Draws the charts of a run anew when its page hears of new points. */
export function useLivePlots(runId: string, metrics: readonly Metric[] | undefined): void {
  const changed = useChangedCharts();
  const seen = useRef(new Map<string, string>());

  useEffect(() => {
    const isFirst = seen.current.size === 0;
    const keys: string[] = [];
    for (const { key = '', step, timestamp, value } of metrics ?? []) {
      const latest = `${step} ${timestamp} ${value}`;
      if (!isFirst && seen.current.get(key) !== latest) keys.push(key);
      seen.current.set(key, latest);
    }
    changed.metrics(runId, keys);
  }, [changed, metrics, runId]);

  useEffect(
    () => () => {
      seen.current = new Map();
    },
    [runId],
  );
}
