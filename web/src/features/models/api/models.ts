import type { LoggedModel, Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { holding } from '@/lib/filter';
import type { Page } from '@/lib/loaded-rows';

export type { LoggedModel };

const PAGE_SIZE = 100;

export type Sort = { id: string; descending: boolean };

export const NEWEST_FIRST: Sort = { id: 'created', descending: true };

const ORDER: Record<string, string> = {
  name: 'name',
  created: 'creation_timestamp',
  updated: 'last_updated_timestamp',
};

type Search = { experimentId: string; filter: string; sort: Sort };

/** What a person typed as a filter: plain words look for a part of the name. */
export function filterOf(typed: string): string {
  const text = typed.trim();
  return text === '' || /[=<>]|\b(I?LIKE|IN|IS)\b/i.test(text) ? text : `name ILIKE ${holding(text)}`;
}

export async function searchModels(
  { experimentId, filter, sort }: Search,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<LoggedModel>> {
  const metric = sort.id.startsWith('metric:') ? `metrics.${sort.id.slice(7)}` : undefined;
  const body = {
    experiment_ids: [experimentId],
    max_results: PAGE_SIZE,
    order_by: [{ field_name: metric ?? ORDER[sort.id] ?? 'creation_timestamp', ascending: !sort.descending }],
    ...(filter !== '' && { filter }),
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.POST('/ajax-api/2.0/mlflow/logged-models/search', { body, signal }));
  return { rows: page.models ?? [], next: page.next_page_token ?? undefined };
}

export function useSetTag(modelId: string) {
  return useChange('models', (tag: Tag) =>
    api.PATCH('/ajax-api/2.0/mlflow/logged-models/{model_id}/tags', {
      params: { path: { model_id: modelId } },
      body: { tags: [tag] },
    }),
  );
}

export function useDeleteTag(modelId: string) {
  return useChange('models', (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/logged-models/{model_id}/tags/{tag_key}', {
      params: { path: { model_id: modelId, tag_key: key } },
      body: {},
    }),
  );
}
