import { queryOptions } from '@tanstack/react-query';
import { answer, api, ApiError, ask, SERVER } from './api-client';
import { inWorkspace } from './workspace';

const MODEL_FILE_AT_MOST = 1024 * 1024;

/** One logged model whole. */
export function modelQuery(modelId: string) {
  return queryOptions({
    queryKey: ['models', 'one', modelId],
    queryFn: async ({ signal }) => {
      const params = { path: { model_id: modelId } };
      return (await answer(api.GET('/ajax-api/2.0/mlflow/logged-models/{model_id}', { params, signal }))).model;
    },
  });
}

/** Where a file of a logged model can be read. */
export function modelFileUrl(modelId: string, path: string, parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...parameters, artifact_file_path: path });
  const model = `${SERVER}/ajax-api/2.0/mlflow/logged-models/${encodeURIComponent(modelId)}`;
  return inWorkspace(`${model}/artifacts/files?${query.toString()}`);
}

/** The text of a model's MLmodel file; null where it has none. */
export function modelFileQuery(modelId: string) {
  return queryOptions({
    queryKey: ['models', 'file', modelId],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const url = modelFileUrl(modelId, 'MLmodel', { max_bytes: String(MODEL_FILE_AT_MOST) });
      try {
        return await (await ask(url, { signal })).text();
      } catch (error) {
        if (error instanceof ApiError && error.isMissing) return null;
        throw error;
      }
    },
  });
}
