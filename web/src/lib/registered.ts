import { useMutation } from '@tanstack/react-query';
import * as v from 'valibot';
import type { RegisteredModel, Tag } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { useChange } from './change';
import { holding, isFilter } from './filter';
import type { Page } from './loaded-rows';
import { IS_PROMPT } from './prompts';

const PAGE_SIZE = 100;

/** The two kinds of thing that are registered, each the first part of the keys of what is read of it. */
export type Registered = 'registry' | 'prompts';

export type Sort = { id: string; descending: boolean };

export const LAST_CHANGED: Sort = { id: 'updated', descending: true };

const ORDER: Record<string, string> = {
  name: 'name',
  created: 'creation_timestamp',
  updated: 'last_updated_timestamp',
};

/** What one looks for in a list of them, as its address has it. */
export type RegisteredSearch = { q: string; sort: Sort; live: boolean };

export const SEARCH = {
  entries: { q: v.string(), sort: v.object({ id: v.string(), descending: v.boolean() }), live: v.boolean() },
  unchanged: { q: '', sort: LAST_CHANGED, live: true },
};

/** Models or prompts by what a person typed: plain words look for a part of the name. */
export async function searchRegistered(
  kind: Registered,
  { q, sort }: Omit<RegisteredSearch, 'live'>,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<RegisteredModel>> {
  const typed = q.trim();
  const wanted = typed === '' || isFilter(typed) ? typed : `name ILIKE ${holding(typed)}`;
  const query = {
    max_results: PAGE_SIZE,
    order_by: [`${ORDER[sort.id] ?? 'last_updated_timestamp'} ${sort.descending ? 'DESC' : 'ASC'}`],
    filter: kind === 'registry' ? wanted : `tags.\`${IS_PROMPT}\` = 'true'${wanted === '' ? '' : ` AND (${wanted})`}`,
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/2.0/mlflow/registered-models/search', { params: { query }, signal }));
  return { rows: page.registered_models ?? [], next: page.next_page_token ?? undefined };
}

/** The version of one of them with the highest number. */
export function newestOf({ latest_versions: versions = [] }: RegisteredModel) {
  return versions.toSorted((one, other) => Number(other.version) - Number(one.version))[0];
}

export function useDescribe(kind: Registered, name: string) {
  return useChange(kind, (description: string) =>
    api.PATCH('/ajax-api/2.0/mlflow/registered-models/update', { body: { name, description } }),
  );
}

/** Whoever shows it leaves it, before anything is read anew. */
export function useDelete() {
  return useMutation({
    mutationFn: (name: string) => api.DELETE('/ajax-api/2.0/mlflow/registered-models/delete', { body: { name } }),
  });
}

export function useTag(kind: Registered, name: string) {
  return useChange(kind, ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/registered-models/set-tag', { body: { name, key, value } }),
  );
}

export function useUntag(kind: Registered, name: string) {
  return useChange(kind, (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/registered-models/delete-tag', { body: { name, key } }),
  );
}

/** Gives an alias to a version, which takes it from the one that had it. */
export function useSetAlias(kind: Registered, name: string) {
  return useChange(kind, ({ alias, version }: { alias: string; version: string }) =>
    api.POST('/ajax-api/2.0/mlflow/registered-models/alias', { body: { name, alias, version } }),
  );
}

export function useRemoveAlias(kind: Registered, name: string) {
  return useChange(kind, (alias: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/registered-models/alias', { body: { name, alias } }),
  );
}
