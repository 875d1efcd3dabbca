import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { LoggedModel, Metric } from '@/api/schema.gen';
import { ApiError } from '@/lib/api-client';
import { modelQuery } from '@/lib/model-query';
import type { Run } from './compared-runs';
import { grouped, toldApart, type Placed } from './told-apart';

/** A value of a metric that a run logged of a model, or on a data set. */
export type Measure = {
  key: string;
  value: number;
  dataSet: string;
  digest: string;
  model: string;
  modelId: string;
};

/** Models whose metrics are asked for, one by one; runs that are compared rarely have more. */
const MOST_MODELS = 200;

/** What each of some runs measured of models: a run itself keeps one value of a metric, whatever it was measured on. */
export function useMeasures(runs: readonly Run[], isShown: boolean) {
  const ids = useMemo(() => (isShown ? [...new Set(runs.flatMap(modelIdsOf))] : []), [runs, isShown]);
  const asked = useMemo(() => ids.slice(0, MOST_MODELS), [ids]);
  const models = useQueries({
    queries: asked.map(modelQuery),
    combine: useCallback(
      (found: UseQueryResult<LoggedModel>[]) => ({
        known: found.flatMap(({ data }) => data ?? []),
        error: found.map(({ error }) => error).find((error) => error !== null && !isGone(error)),
      }),
      [],
    ),
  });
  const measures = useMemo(() => measuresOf(runs, models.known), [runs, models.known]);
  return { measures, error: models.error ?? undefined, isCut: ids.length > asked.length };
}

/** A model that was deleted for good measured nothing that anybody could look at. */
function isGone(error: Error): boolean {
  return error instanceof ApiError && error.isMissing;
}

function modelIdsOf({ inputs, outputs }: Run): string[] {
  return [...(outputs?.model_outputs ?? []), ...(inputs?.model_inputs ?? [])].map(({ model_id: id }) => id);
}

/** What the runs measured, with their places. */
export function measuresOf(runs: readonly Run[], models: readonly LoggedModel[]): Placed<Measure>[] {
  const places = new Map(runs.map(({ info }, place) => [info.run_id, place]));
  return models.flatMap(({ info, data }) =>
    (data.metrics ?? []).flatMap((metric: Metric) => {
      const place = places.get(metric.run_id ?? '');
      if (place === undefined) return [];
      const item = {
        key: metric.key,
        value: Number(metric.value),
        dataSet: metric.dataset_name ?? '',
        digest: metric.dataset_digest ?? '',
        model: info.name,
        modelId: info.model_id,
      };
      return [{ place, item }];
    }),
  );
}

type Own = readonly [key: string, value: number];

/**
 * The metrics of runs by name, those of several data sets and models each: on a data set always by the name of it, and
 * by that of the model and what else there is as far as one run has several. The value that a run itself keeps of a
 * metric is left out where it is one of these in every run.
 */
export function metricEntries(own: readonly (readonly Own[])[], measures: readonly Placed<Measure>[]): Own[][] {
  const entries = own.map((values) => new Map(values));
  for (const [key, group] of grouped(measures, ({ key: of }) => of)) {
    const called = ({ dataSet }: Measure) => (dataSet === '' ? key : `${key} · ${dataSet}`);
    const named = toldApart(group, called, [({ model }) => model, ({ digest }) => digest, ({ modelId }) => modelId]);
    const isTold = (value: number | undefined, place: number) =>
      value === undefined || group.some((one) => one.place === place && Object.is(one.item.value, value));
    if (!named.has(key) && entries.every((values, place) => isTold(values.get(key), place))) {
      entries.forEach((values) => values.delete(key));
    }
    for (const [name, found] of named) found.forEach(({ place, item }) => entries[place]?.set(name, item.value));
  }
  return entries.map((values) => [...values]);
}
