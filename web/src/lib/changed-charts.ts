import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ListRunKeysResponse, PlotMetrics } from '@/api/schema.gen';

/** Charts are drawn anew at most so often, whatever comes meanwhile. */
const PAUSE_MILLIS = 1_000;

type Changes = {
  /** Some metrics of a run have new points. */
  metrics: (runId: string, keys: Iterable<string>) => void;
  /** Some files of a run are new. */
  files: (runId: string, paths: readonly string[]) => void;
};

/**
 * Tells charts what is new in runs: those in sight that show it are drawn anew, at most once a second. What is being read
 * is shown first: where the server takes longer than that, nothing would ever be.
 */
export function useChangedCharts(): Changes {
  const client = useQueryClient();
  const changes = useMemo(() => changesOf(client), [client]);
  useEffect(() => changes.stop, [changes]);
  return changes;
}

export function changesOf(client: QueryClient): Changes & { stop: () => void } {
  let keysOf = new Map<string, Set<string>>();
  let hasImages = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const behind = new Set<Query>();
  const tell = () => {
    const [metrics, images] = [keysOf, hasImages];
    keysOf = new Map();
    hasImages = false;
    const all = client.getQueryCache().getAll();
    for (const query of all) if (isChanged(query, metrics) || (images && isOfImages(query))) behind.add(query);
    const told = new Set([...behind].filter(({ state }) => state.fetchStatus !== 'fetching'));
    for (const query of told) behind.delete(query);
    void client.invalidateQueries({ predicate: (query) => told.has(query) });
    timer = behind.size > 0 ? setTimeout(tell, PAUSE_MILLIS) : undefined;
  };
  return {
    metrics: (runId, keys) => {
      const known = keysOf.get(runId) ?? new Set();
      for (const key of keys) known.add(key);
      keysOf.set(runId, known);
      if (known.size > 0) timer ??= setTimeout(tell, PAUSE_MILLIS);
    },
    files: (_, paths) => {
      if (!paths.some((path) => path.startsWith('images/'))) return;
      hasImages = true;
      timer ??= setTimeout(tell, PAUSE_MILLIS);
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function isOfImages({ queryKey: [feature, of, what] }: Query): boolean {
  return feature === 'artifacts' && of === 'of runs' && what === 'images';
}

/** Whether what charts asked for is not all any more: `charts/keys`, `charts/plot` and `charts/values`. */
export function isChanged({ queryKey, state }: Query, keysOf: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const [feature, kind, asked] = queryKey;
  if (feature !== 'charts') return false;
  const runIds = kind === 'keys' ? (asked as readonly string[]) : ((asked as PlotMetrics).run_ids ?? []);
  const changed = runIds.flatMap((runId) => [...(keysOf.get(runId) ?? [])]);
  if (kind === 'keys') {
    const known = (state.data as ListRunKeysResponse | undefined)?.metrics ?? [];
    const drawn = new Set(known.filter((metric) => metric.has_history === true).map(({ key }) => key));
    return changed.some((key) => !drawn.has(key)); // of what is drawn as a line nothing else is asked
  }
  const { metric_keys: metricKeys = [], x_metric: xMetric } = asked as PlotMetrics;
  const shown = new Set([...metricKeys, xMetric ?? '']);
  return changed.some((key) => shown.has(key));
}
