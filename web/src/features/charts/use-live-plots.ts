import { useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Metric, PlotMetrics } from '@/api/schema.gen';

/** Charts are drawn anew at most so often. */
const PAUSE_MILLIS = 1_000;

/** Draws the charts of a run anew when its page hears of new points. */
export function useLivePlots(runId: string, metrics: readonly Metric[] | undefined): void {
  const client = useQueryClient();
  const seen = useRef(new Map<string, string>());
  const changed = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const isFirst = seen.current.size === 0;
    for (const { key = '', step, timestamp, value } of metrics ?? []) {
      const latest = `${step} ${timestamp} ${value}`;
      if (!isFirst && seen.current.get(key) !== latest) changed.current.add(key);
      seen.current.set(key, latest);
    }
    if (changed.current.size === 0 || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      const keys = changed.current;
      changed.current = new Set();
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: ['charts', 'keys', [runId]] });
      void client.invalidateQueries({ predicate: (query) => isOf(query, runId, keys) });
    }, PAUSE_MILLIS);
  }, [client, metrics, runId]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      seen.current = new Map();
    },
    [runId],
  );
}

function isOf({ queryKey: [feature, kind, plot] }: Query, runId: string, keys: ReadonlySet<string>): boolean {
  if (feature !== 'charts' || kind === 'keys') return false;
  const { run_ids: runIds = [], metric_keys: metricKeys = [], x_metric: xMetric } = plot as PlotMetrics;
  return runIds.includes(runId) && [...metricKeys, xMetric ?? ''].some((key) => keys.has(key));
}
