import { useQueries } from '@tanstack/react-query';
import type { LoggedModel } from '@/api/schema.gen';
import { ApiError } from '@/lib/api-client';
import { betweenNames } from '@/lib/format';
import { readModel, type MlModel } from '@/lib/ml-model';
import { modelFileQuery, modelQuery } from '@/lib/model-query';
import { byName, row, rowsOf, schemaRows, type ComparedRow } from './rows';

export type { LoggedModel };

/** More models than these are not compared side by side. */
export const MOST_MODELS = 20;

export const MODEL_KINDS = ['attribute', 'input', 'output', 'param', 'metric', 'tag'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** A model and what its MLmodel file says; undefined while that is on its way, or where there is none. */
export type ComparedModel = { model: LoggedModel; file: MlModel | undefined };

/** The models of some ids in that order; those that are not there are counted. */
export function useComparedModels(ids: readonly string[]) {
  return useQueries({
    queries: [...ids.map(modelQuery), ...ids.map(modelFileQuery)],
    combine: (results) => {
      const models = results.slice(0, ids.length);
      const failed = models.map((result) => result.error).filter((error) => error !== null);
      return {
        models: models.flatMap(({ data }, place): ComparedModel[] => {
          const text = results[ids.length + place]?.data;
          if (typeof data !== 'object' || data === null) return [];
          return [{ model: data, file: typeof text === 'string' ? readModel(text) : undefined }];
        }),
        isLoading: results.some((result) => result.isLoading),
        missing: failed.filter((error) => error instanceof ApiError && error.isMissing).length,
        error: failed.find((error) => !(error instanceof ApiError && error.isMissing)) ?? null,
        refetch: () => results.forEach((result) => void result.refetch()),
      };
    },
  });
}

/** All that some models have, by kind and name; the fields of signatures in their own order. */
export function modelRows(models: readonly ComparedModel[]): ComparedRow<ModelKind>[] {
  const info = (name: string, value: (model: LoggedModel['info']) => string | number | undefined) =>
    row(
      'attribute',
      name,
      models.map(({ model }) => value(model.info) ?? undefined),
    );
  return [
    info('status', (model) => model.status.replace('LOGGED_MODEL_', '')),
    info('created', (model) => model.creation_timestamp_ms),
    info('type', (model) => model.model_type ?? undefined),
    info('run', (model) => model.source_run_id ?? undefined),
    info('experiment', (model) => model.experiment_id),
    row(
      'attribute',
      'flavors',
      models.map(({ file }) => file?.flavors.join(betweenNames())),
    ),
    ...schemaRows(models.map(({ file }) => file)),
    ...byName(
      rowsOf('param', models, ({ model }) => (model.data.params ?? []).map(({ key, value }) => [key, value] as const)),
    ),
    ...byName(
      rowsOf('metric', models, ({ model }) =>
        (model.data.metrics ?? []).map(
          ({ key, value, dataset_name: dataSet }) => [dataSet ? `${key} · ${dataSet}` : key, Number(value)] as const,
        ),
      ),
    ),
    ...byName(
      rowsOf('tag', models, ({ model }) =>
        (model.info.tags ?? [])
          .filter(({ key }) => !key.startsWith('mlflow.'))
          .map(({ key, value }) => [key, value] as const),
      ),
    ),
  ];
}
