import { queryOptions } from '@tanstack/react-query';
import type { ListRunKeysMetricKey, ListRunKeysParamKey, PlotMetrics, PlottedSeries } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';

export type { PlottedSeries };
/** What can be drawn, by name. */
export type Keys = {
  metrics: ListRunKeysMetricKey[];
  params: ListRunKeysParamKey[];
  images: readonly string[];
  more: boolean;
};

/** A run as charts know it. */
export type ChartRun = { run_id: string; run_name: string; experiment_id: string; status?: string };

/** What nothing tells of is asked for so often. */
const ASKED_MILLIS = 5_000;

/** Large answers are kept for a minute after they were in sight. */
const KEPT_MILLIS = 60_000;

/** What was logged to some runs, by name. */
export function keysQuery(runIds: readonly string[]) {
  return queryOptions({
    queryKey: ['charts', 'keys', runIds],
    enabled: runIds.length > 0,
    queryFn: async ({ signal }): Promise<Omit<Keys, 'images'>> => {
      const keys = await answer(api.POST('/ajax-api/3.0/cairn/runs/keys', { body: { run_ids: [...runIds] }, signal }));
      return { metrics: keys.metrics ?? [], params: keys.params ?? [], more: keys.more === true };
    },
    placeholderData: (before) => before,
  });
}

/** The points that a chart of one or more metrics has room for. */
export function plotQuery(plot: PlotMetrics, isAsked = false) {
  return queryOptions({
    queryKey: ['charts', 'plot', plot],
    enabled: (plot.run_ids ?? []).length > 0,
    queryFn: async ({ signal }): Promise<PlottedSeries[]> =>
      (await answer(api.POST('/ajax-api/3.0/cairn/metrics/plot', { body: plot, signal }))).series ?? [],
    gcTime: KEPT_MILLIS,
    refetchInterval: isAsked ? ASKED_MILLIS : false,
    structuralSharing: false, // of a hundred thousand numbers
    placeholderData: (before) => before,
  });
}

/** A metric, a parameter or images of runs. */
export type Field = { kind: 'metric' | 'param' | 'image'; key: string };

/** The values of some fields, by run: undefined where a run has none. */
export type Table = (number | string | undefined)[][];

export function valuesQuery(runIds: readonly string[], fields: readonly Field[]) {
  const keys = (kind: Field['kind']) => [
    ...new Set(fields.filter((field) => field.kind === kind).map((field) => field.key)),
  ];
  const body = { run_ids: [...runIds], metric_keys: keys('metric'), param_keys: keys('param') };
  return queryOptions({
    queryKey: ['charts', 'values', body],
    enabled: runIds.length > 0 && fields.length > 0,
    queryFn: async ({ signal }): Promise<Table> => {
      const values = await answer(api.POST('/ajax-api/3.0/cairn/runs/values', { body, signal }));
      return fields.map(({ kind, key }) => {
        const column: (number | string | undefined)[] = new Array<undefined>(runIds.length).fill(undefined);
        const found =
          kind === 'metric'
            ? values.metrics?.find((metric) => metric.key === key)
            : values.params?.find((param) => param.key === key);
        found?.runs?.forEach((place, i) => (column[place] = found.values?.[i]));
        return kind === 'metric' ? column.map((value) => (value === undefined ? undefined : Number(value))) : column;
      });
    },
    gcTime: KEPT_MILLIS,
    placeholderData: (before) => before,
  });
}
