import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { holding, isFilter } from '@/lib/filter';
import type { Page } from '@/lib/loaded-rows';
import { IS_PROMPT } from '@/lib/prompts';
import type { RegisteredModel } from '@/lib/registry';

const PAGE_SIZE = 100;
const EXPERIMENTS = '_mlflow_experiment_ids';

/** A prompt as the registry keeps it: a registered model with a tag. */
export type Prompt = RegisteredModel;

export type Sort = { id: string; descending: boolean };

export const LAST_CHANGED: Sort = { id: 'updated', descending: true };

const ORDER: Record<string, string> = {
  name: 'name',
  created: 'creation_timestamp',
  updated: 'last_updated_timestamp',
};

type Search = { text: string; sort: Sort };

/** Prompts by what a person typed: plain words look for a part of the name. */
export async function searchPrompts(
  { text, sort }: Search,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Prompt>> {
  const typed = text.trim();
  const wanted = typed === '' ? '' : ` AND (${isFilter(typed) ? typed : `name ILIKE ${holding(typed)}`})`;
  const query = {
    max_results: PAGE_SIZE,
    order_by: [`${ORDER[sort.id] ?? 'last_updated_timestamp'} ${sort.descending ? 'DESC' : 'ASC'}`],
    filter: `tags.\`${IS_PROMPT}\` = 'true'${wanted}`,
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/2.0/mlflow/registered-models/search', { params: { query }, signal }));
  return { rows: page.registered_models ?? [], next: page.next_page_token ?? undefined };
}

/** One prompt with its aliases; what is none is a model. */
export function promptQuery(name: string) {
  return queryOptions({
    queryKey: ['prompts', 'one', name],
    queryFn: async ({ signal }): Promise<Prompt> => {
      const params = { query: { name } };
      const found = await answer(api.GET('/ajax-api/2.0/mlflow/registered-models/get', { params, signal }));
      return found.registered_model;
    },
  });
}

export function isPrompt({ tags = [] }: Prompt): boolean {
  return tags.some(({ key, value }) => key === IS_PROMPT && value.toLowerCase() === 'true');
}

/** Tags that people gave, without those that mean something to programs. */
export function ownTags(tags: readonly Tag[] = []): Tag[] {
  return tags.filter(({ key }) => !key.startsWith('mlflow.') && !key.startsWith('_mlflow_'));
}

/** The experiments that a prompt was registered or loaded in, as clients tell them. */
export function experimentsOf({ tags = [] }: Prompt): string[] {
  const told = tags.find(({ key }) => key === EXPERIMENTS)?.value ?? '';
  return told.split(',').filter((id) => /^\d+$/.test(id));
}

/** The version of a prompt with the highest number. */
export function newestOf({ latest_versions: versions = [] }: Prompt): string | undefined {
  return versions.toSorted((one, other) => Number(other.version) - Number(one.version))[0]?.version;
}

export function useDescribePrompt(name: string) {
  return useChange('prompts', (description: string) =>
    api.PATCH('/ajax-api/2.0/mlflow/registered-models/update', { body: { name, description } }),
  );
}

/** Whoever shows the prompt leaves it, before anything is read anew. */
export function useDeletePrompt() {
  return useMutation({
    mutationFn: (name: string) => api.DELETE('/ajax-api/2.0/mlflow/registered-models/delete', { body: { name } }),
  });
}

export function useTagPrompt(name: string) {
  return useChange('prompts', ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/registered-models/set-tag', { body: { name, key, value } }),
  );
}

export function useUntagPrompt(name: string) {
  return useChange('prompts', (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/registered-models/delete-tag', { body: { name, key } }),
  );
}

/** Gives an alias to a version, which takes it from the one that had it. */
export function useSetAlias(name: string) {
  return useChange('prompts', ({ alias, version }: { alias: string; version: string }) =>
    api.POST('/ajax-api/2.0/mlflow/registered-models/alias', { body: { name, alias, version } }),
  );
}

export function useRemoveAlias(name: string) {
  return useChange('prompts', (alias: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/registered-models/alias', { body: { name, alias } }),
  );
}
