import { useMutation } from '@tanstack/react-query';
import type { Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { holding, isFilter } from '@/lib/filter';
import type { Page } from '@/lib/loaded-rows';
import type { RegisteredModel } from '@/lib/registry';

const PAGE_SIZE = 100;

export type Sort = { id: string; descending: boolean };

export const LAST_CHANGED: Sort = { id: 'updated', descending: true };

const ORDER: Record<string, string> = {
  name: 'name',
  created: 'creation_timestamp',
  updated: 'last_updated_timestamp',
};

type Search = { text: string; sort: Sort };

/** Registered models by what a person typed: plain words look for a part of the name. Prompts are none. */
export async function searchRegisteredModels(
  { text, sort }: Search,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<RegisteredModel>> {
  const typed = text.trim();
  const query = {
    max_results: PAGE_SIZE,
    order_by: [`${ORDER[sort.id] ?? 'last_updated_timestamp'} ${sort.descending ? 'DESC' : 'ASC'}`],
    ...(typed !== '' && { filter: isFilter(typed) ? typed : `name ILIKE ${holding(typed)}` }),
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/2.0/mlflow/registered-models/search', { params: { query }, signal }));
  return { rows: page.registered_models ?? [], next: page.next_page_token ?? undefined };
}

export function useCreateModel() {
  return useChange('registry', (body: { name: string; description: string }) =>
    answer(api.POST('/ajax-api/2.0/mlflow/registered-models/create', { body })),
  );
}

/** Whoever shows the model goes to its new name, before anything is read anew. */
export function useRenameModel(name: string) {
  return useMutation({
    mutationFn: async (newName: string) => {
      const body = { name, new_name: newName };
      return (await answer(api.POST('/ajax-api/2.0/mlflow/registered-models/rename', { body }))).registered_model;
    },
  });
}

/** Whoever shows the model leaves it, before anything is read anew. */
export function useDeleteModel() {
  return useMutation({
    mutationFn: (name: string) => api.DELETE('/ajax-api/2.0/mlflow/registered-models/delete', { body: { name } }),
  });
}

export function useDescribeModel(name: string) {
  return useChange('registry', (description: string) =>
    api.PATCH('/ajax-api/2.0/mlflow/registered-models/update', { body: { name, description } }),
  );
}

export function useTagModel(name: string) {
  return useChange('registry', ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/registered-models/set-tag', { body: { name, key, value } }),
  );
}

export function useUntagModel(name: string) {
  return useChange('registry', (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/registered-models/delete-tag', { body: { name, key } }),
  );
}

/** Gives an alias to a version, which takes it from the one that had it. */
export function useSetAlias(name: string) {
  return useChange('registry', ({ alias, version }: { alias: string; version: string }) =>
    api.POST('/ajax-api/2.0/mlflow/registered-models/alias', { body: { name, alias, version } }),
  );
}

export function useRemoveAlias(name: string) {
  return useChange('registry', (alias: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/registered-models/alias', { body: { name, alias } }),
  );
}
