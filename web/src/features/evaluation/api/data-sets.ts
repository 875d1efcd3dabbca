import { queryOptions } from '@tanstack/react-query';
import type { EvaluationDataset } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import type { Page } from '@/lib/loaded-rows';

export type DataSet = EvaluationDataset;
/** A record as the server writes it, in the words of MLflow's client. */
export type DataRecord = {
  dataset_record_id: string;
  inputs?: unknown;
  outputs?: unknown;
  expectations?: unknown;
  tags?: Record<string, string>;
  last_update_time?: number;
};

const PAGE_SIZE = 200;

export async function searchDataSets(
  experimentId: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<DataSet>> {
  const page = await answer(
    api.POST('/ajax-api/3.0/mlflow/datasets/search', {
      body: {
        experiment_ids: [experimentId],
        max_results: PAGE_SIZE,
        ...(token !== undefined && { page_token: token }),
      },
      signal,
    }),
  );
  return { rows: page.datasets ?? [], next: page.next_page_token ?? undefined };
}

export function dataSetQuery(id: string) {
  return queryOptions({
    queryKey: ['data sets', 'one', id],
    queryFn: async ({ signal }) => {
      const path = { dataset_id: id };
      return (await answer(api.GET('/ajax-api/3.0/mlflow/datasets/{dataset_id}', { params: { path }, signal })))
        .dataset;
    },
  });
}

export async function recordsOf(id: string, token: string | undefined, signal: AbortSignal): Promise<Page<DataRecord>> {
  const page = await answer(
    api.GET('/ajax-api/3.0/mlflow/datasets/{dataset_id}/records', {
      params: {
        path: { dataset_id: id },
        query: { max_results: PAGE_SIZE, ...(token !== undefined && { page_token: token }) },
      },
      signal,
    }),
  );
  return { rows: JSON.parse(page.records) as DataRecord[], next: page.next_page_token ?? undefined };
}

/** How many records a data set has; undefined where the server does not say. */
export function sizeOf({ profile }: DataSet): number | undefined {
  return (parsed(profile) as { num_records?: number } | undefined)?.num_records;
}

export function schemaOf({ schema }: DataSet): unknown {
  return parsed(schema);
}

export function tagsOf({ tags }: DataSet): { key: string; value: string }[] {
  return Object.entries((parsed(tags) ?? {}) as Record<string, string>)
    .filter(([key]) => !key.startsWith('mlflow.'))
    .map(([key, value]) => ({ key, value }));
}

function parsed(text: string | null | undefined): unknown {
  return text ? (JSON.parse(text) as unknown) : undefined;
}
