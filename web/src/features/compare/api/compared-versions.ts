import { useQueries } from '@tanstack/react-query';
import { ApiError } from '@/lib/api-client';
import { betweenNames } from '@/lib/format';
import { readModel, type MlModel } from '@/lib/ml-model';
import { modelQuery } from '@/lib/model-query';
import { modelVersionQuery, versionFileQuery, type ModelVersion } from '@/lib/registry';
import { runQuery } from '@/lib/run-query';
import type { LoggedModel } from './compared-models';
import type { Run } from './compared-runs';
import { byName, row, rowsOf, schemaRows, type ComparedRow } from './rows';

/** More versions than these are not compared side by side. */
export const MOST_VERSIONS = 20;

export const VERSION_KINDS = ['attribute', 'input', 'output', 'param', 'metric', 'tag'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

/** A version, what its MLmodel file says, and what it was made of; undefined where that is not there for who looks. */
export type ComparedVersion = {
  version: ModelVersion;
  file?: MlModel | undefined;
  run?: Run | undefined;
  model?: LoggedModel | undefined;
};

/** The versions of some ids, each `name/version`, in that order; those that are not there are counted. */
export function useComparedVersions(ids: readonly string[]) {
  const places = ids.map((id) => {
    const slash = id.lastIndexOf('/');
    return [id.slice(0, slash), id.slice(slash + 1)] as const;
  });
  const found = useQueries({
    queries: places.map(([name, version]) => modelVersionQuery(name, version)),
    combine: (results) => {
      const failed = results.map((result) => result.error).filter((error) => error !== null);
      return {
        versions: results.flatMap(({ data }) => data ?? []),
        isLoading: results.some((result) => result.isLoading),
        missing: failed.filter(isMissing).length,
        error: failed.find((error) => !isMissing(error)) ?? null,
        refetch: () => results.forEach((result) => void result.refetch()),
      };
    },
  });
  const { versions } = found;
  const files = useQueries({ queries: versions.map(({ name, version }) => versionFileQuery(name, version)) });
  const runs = useQueries({
    queries: versions.map(({ run_id: id }) => ({ ...runQuery(id), enabled: id !== '' })),
  });
  const models = useQueries({
    queries: versions.map(({ model_id: id }) => ({ ...modelQuery(id ?? ''), enabled: Boolean(id) })),
  });
  return {
    ...found,
    isLoading: found.isLoading || [...files, ...runs, ...models].some((result) => result.isLoading),
    versions: versions.map((version, place): ComparedVersion => {
      const text = files[place]?.data;
      return {
        version,
        file: typeof text === 'string' ? readModel(text) : undefined,
        run: runs[place]?.data,
        model: models[place]?.data,
      };
    }),
  };
}

function isMissing(error: Error): boolean {
  return error instanceof ApiError && error.isMissing;
}

/** All that some versions have, by kind and name; parameters and metrics are those of what they were made of. */
export function versionRows(versions: readonly ComparedVersion[]): ComparedRow<VersionKind>[] {
  const about = (name: string, value: (one: ComparedVersion) => string | number | undefined) =>
    row('attribute', name, versions.map(value));
  return [
    about('model', ({ version }) => version.name),
    about('stage', ({ version }) => version.current_stage),
    about('aliases', ({ version }) => version.aliases?.map((alias) => `@${alias}`).join(betweenNames()) || undefined),
    about('description', ({ version }) => version.description || undefined),
    about('created', ({ version }) => version.creation_timestamp),
    about('run', ({ version }) => version.run_id || undefined),
    about('flavors', ({ file }) => file?.flavors.join(betweenNames())),
    ...schemaRows(versions.map(({ file }) => file)),
    ...byName(
      rowsOf('param', versions, ({ run, model }) =>
        [...(run?.data.params ?? []), ...(model?.data.params ?? [])].map(({ key, value }) => [key, value] as const),
      ),
    ),
    ...byName(
      rowsOf('metric', versions, ({ run, model }) =>
        [...(run?.data.metrics ?? []), ...(model?.data.metrics ?? [])].map(
          ({ key, value, dataset_name: dataSet }) => [dataSet ? `${key} · ${dataSet}` : key, Number(value)] as const,
        ),
      ),
    ),
    ...byName(
      rowsOf('tag', versions, ({ version }) => (version.tags ?? []).map(({ key, value }) => [key, value] as const)),
    ),
  ];
}
