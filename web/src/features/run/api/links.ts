import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { LoggedModelInfo } from '@/api/schema.gen';
import { answer, api, ApiError } from '@/lib/api-client';
import { quotedText } from '@/lib/filter';
import type { Page } from '@/lib/loaded-rows';
import type { Run } from './run';

const MANY = 100;

/** The logged models that a run made. */
export function modelsOfRunQuery({ info }: Run) {
  return queryOptions({
    queryKey: ['models', 'of-run', info.run_id],
    queryFn: async ({ signal }) => {
      const body = {
        experiment_ids: [info.experiment_id],
        filter: `source_run_id = ${quotedText(info.run_id)}`,
        max_results: MANY,
      };
      const found = await answer(api.POST('/ajax-api/2.0/mlflow/logged-models/search', { body, signal }));
      return (found.models ?? []).map((model) => model.info);
    },
  });
}

export function loggedModelQuery(modelId: string) {
  return queryOptions({
    queryKey: ['models', 'info', modelId],
    queryFn: async ({ signal }) => {
      const params = { path: { model_id: modelId } };
      return (await answer(api.GET('/ajax-api/2.0/mlflow/logged-models/{model_id}', { params, signal }))).model.info;
    },
  });
}

/** Registers a logged model as a version of a registered model, which is made if there is none of that name. */
export function useRegister(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, model }: { name: string; model: LoggedModelInfo }) => {
      try {
        await api.POST('/ajax-api/2.0/mlflow/registered-models/create', { body: { name } });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'RESOURCE_ALREADY_EXISTS') throw error;
      }
      const body = { name, source: model.artifact_uri, run_id: runId, model_id: model.model_id };
      return (await answer(api.POST('/ajax-api/2.0/mlflow/model-versions/create', { body }))).model_version;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['registry'] }),
  });
}

/** The runs that began within a run, newest first. */
export async function searchChildren(
  { info }: Run,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Run>> {
  const page = await answer(
    api.POST('/ajax-api/2.0/mlflow/runs/search', {
      body: {
        experiment_ids: [info.experiment_id],
        filter: `tags.\`mlflow.parentRunId\` = ${quotedText(info.run_id)}`,
        max_results: MANY,
        order_by: ['attributes.start_time DESC'],
        ...(token !== undefined && { page_token: token }),
      },
      signal,
    }),
  );
  return { rows: page.runs ?? [], next: page.next_page_token ?? undefined };
}
