import { queryOptions } from '@tanstack/react-query';
import type { LoggedModelInfo, ModelVersion, RegisteredModel, RegisteredModelAlias } from '@/api/schema.gen';
import { answer, api, ApiError, ask, SERVER } from './api-client';
import { holding, quotedText } from './filter';
import { inWorkspace } from './workspace';

export type { ModelVersion, RegisteredModel, RegisteredModelAlias };

const FEW = 20;
const MANY = 100;
const MODEL_FILE_AT_MOST = 1024 * 1024;

/** One registered model, with its aliases and the newest version of each stage. */
export function registeredModelQuery(name: string) {
  return queryOptions({
    queryKey: ['registry', 'model', name],
    queryFn: async ({ signal }) => {
      const params = { query: { name } };
      const found = await answer(api.GET('/ajax-api/2.0/mlflow/registered-models/get', { params, signal }));
      return found.registered_model;
    },
  });
}

/** The names of registered models that hold a text, a few of them. */
export function registeredNamesQuery(text: string) {
  return queryOptions({
    queryKey: ['registry', 'named', text],
    queryFn: async ({ signal }) => {
      const query = { max_results: FEW, ...(text !== '' && { filter: `name ILIKE ${holding(text)}` }) };
      const found = await answer(
        api.GET('/ajax-api/2.0/mlflow/registered-models/search', { params: { query }, signal }),
      );
      return (found.registered_models ?? []).map((model) => model.name);
    },
  });
}

/** The aliases of a model of this name and its newest versions, by number; none where there is no such model. */
export function versionsNamedQuery(name: string) {
  return queryOptions({
    queryKey: ['registry', 'versions-named', name],
    queryFn: async ({ signal }) => {
      const query = { filter: `name = ${quotedText(name)}`, order_by: ['version_number DESC'], max_results: FEW };
      const params = { query };
      const found = await answer(api.GET('/ajax-api/2.0/mlflow/model-versions/search', { params, signal }));
      const versions = (found.model_versions ?? []).map(({ version }) => version);
      if (versions.length === 0) return { aliases: [], versions };
      const model = await answer(
        api.GET('/ajax-api/2.0/mlflow/registered-models/get', { params: { query: { name } }, signal }),
      );
      return { aliases: model.registered_model.aliases ?? [], versions };
    },
  });
}

/** One version of a registered model. */
export function modelVersionQuery(name: string, version: string) {
  return queryOptions({
    queryKey: ['registry', 'version', name, version],
    queryFn: async ({ signal }) => {
      const params = { query: { name, version } };
      return (await answer(api.GET('/ajax-api/2.0/mlflow/model-versions/get', { params, signal }))).model_version;
    },
  });
}

/** The versions of registered models that a run made. */
export function versionsOfRunQuery(runId: string) {
  return queryOptions({
    queryKey: ['registry', 'of-run', runId],
    queryFn: ({ signal }) => versionsFound(`run_id = ${quotedText(runId)}`, signal),
  });
}

/** Where a file of a version can be read. */
export function versionFileUrl(
  name: string,
  version: string,
  path: string,
  parameters: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ ...parameters, name, version, path });
  return inWorkspace(`${SERVER}/model-versions/get-artifact?${query.toString()}`);
}

/** The text of a version's MLmodel file; null where it has none. */
export function versionFileQuery(name: string, version: string) {
  return queryOptions({
    queryKey: ['registry', 'file', name, version],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const url = versionFileUrl(name, version, 'MLmodel', { max_bytes: String(MODEL_FILE_AT_MOST) });
      try {
        return await (await ask(url, { signal })).text();
      } catch (error) {
        if (error instanceof ApiError && error.isMissing) return null;
        throw error;
      }
    },
  });
}

/** The address by which programs load a version. */
export function versionUri({ name, version }: Pick<ModelVersion, 'name' | 'version'>): string {
  return `models:/${name}/${version}`;
}

/** The folder of its run that a version was made of; undefined where it was made of something else. */
export function folderOfRun({ source, run_id: runId }: Pick<ModelVersion, 'source' | 'run_id'>): string | undefined {
  if (runId === '') return undefined;
  const roots = [`runs:/${runId}/`, `/${runId}/artifacts/`];
  const root = roots.find((one) => source.includes(one));
  return root === undefined ? undefined : source.slice(source.indexOf(root) + root.length);
}

/** The versions that a logged model became. */
export function versionsOfModelQuery({ model_id: id }: LoggedModelInfo) {
  return queryOptions({
    queryKey: ['registry', 'of-model', id],
    queryFn: ({ signal }) => versionsFound(`model_id = ${quotedText(id)}`, signal),
  });
}

async function versionsFound(filter: string, signal: AbortSignal): Promise<ModelVersion[]> {
  const params = { query: { filter, max_results: MANY } };
  const found = await answer(api.GET('/ajax-api/2.0/mlflow/model-versions/search', { params, signal }));
  return found.model_versions ?? [];
}
