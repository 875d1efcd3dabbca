import { queryOptions, useMutation } from '@tanstack/react-query';
import type { CatalogModelInfo, CatalogVersionInfo, Tag } from '@/api/schema.gen';
import { answer, api, ApiError, ask } from '@/lib/api-client';
import { catalogFileUrl } from '@/lib/catalog';
import { useChange } from '@/lib/change';
import type { Page } from '@/lib/loaded-rows';
import type { RegisteredModelAlias } from '@/lib/registry';
import { pageOf } from './things';

/** The description of the API thinks that the number may be left out. */
export type Version = CatalogVersionInfo & { version: number };

const MODEL_FILE_AT_MOST = 1024 * 1024;

/** @param within the full name of a catalog or a schema; empty for all */
export async function listModels(
  within: string,
  { signal, ...asked }: { text: string; token: string | undefined; signal: AbortSignal },
): Promise<Page<CatalogModelInfo>> {
  const [catalog, schema] = within.split('.');
  const query = {
    ...pageOf(asked),
    ...(catalog !== undefined && catalog !== '' && { catalog_name: catalog }),
    ...(schema !== undefined && { schema_name: schema }),
  };
  const page = await answer(api.GET('/ajax-api/2.1/unity-catalog/models', { params: { query }, signal }));
  return { rows: page.registered_models ?? [], next: page.next_page_token ?? undefined };
}

export function modelQuery(fullName: string) {
  return queryOptions({
    queryKey: ['catalog', 'model', fullName],
    queryFn: ({ signal }) => {
      const params = { path: { full_name: fullName } };
      return answer(api.GET('/ajax-api/2.1/unity-catalog/models/{full_name}', { params, signal }));
    },
  });
}

/** As the rest of the UI knows aliases. */
export function aliasesOf({ aliases = [] }: Pick<CatalogModelInfo, 'aliases'>): RegisteredModelAlias[] {
  return aliases.map(({ alias_name: alias, version_num: version = 0 }) => ({ alias, version: String(version) }));
}

export function useTagModel(name: string) {
  return useChange('catalog', ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/unity-catalog/registered-models/set-tag', { body: { name, key, value } }),
  );
}

export function useUntagModel(name: string) {
  return useChange('catalog', (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/unity-catalog/registered-models/delete-tag', { body: { name, key } }),
  );
}

/** Gives an alias to a version, which takes it from the one that had it. */
export function useSetAlias(fullName: string) {
  return useChange('catalog', ({ alias, version }: RegisteredModelAlias) => {
    const params = { path: { full_name: fullName, alias } };
    const body = { version_num: Number(version) };
    return answer(api.PUT('/ajax-api/2.1/unity-catalog/models/{full_name}/aliases/{alias}', { params, body }));
  });
}

export function useRemoveAlias(fullName: string) {
  return useChange('catalog', (alias: string) => {
    const params = { path: { full_name: fullName, alias } };
    return api.DELETE('/ajax-api/2.1/unity-catalog/models/{full_name}/aliases/{alias}', { params, body: {} });
  });
}

/** The versions of a model, newest first. */
export async function listVersions(
  fullName: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Version>> {
  const params = { path: { full_name: fullName }, query: pageOf({ text: '', token }) };
  const page = await answer(api.GET('/ajax-api/2.1/unity-catalog/models/{full_name}/versions', { params, signal }));
  return { rows: (page.model_versions ?? []) as Version[], next: page.next_page_token ?? undefined };
}

export type VersionPlace = { fullName: string; version: string };

function pathOf({ fullName, version }: VersionPlace) {
  return { path: { full_name: fullName, version } };
}

export function versionQuery(place: VersionPlace) {
  return queryOptions({
    queryKey: ['catalog', 'version', place.fullName, place.version],
    queryFn: async ({ signal }) => {
      const path = '/ajax-api/2.1/unity-catalog/models/{full_name}/versions/{version}';
      return (await answer(api.GET(path, { params: pathOf(place), signal }))) as Version;
    },
  });
}

/** The text of a version's MLmodel file; null where it has none. */
export function versionFileQuery({ fullName, version }: VersionPlace) {
  return queryOptions({
    queryKey: ['catalog', 'file', fullName, version],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const url = catalogFileUrl(fullName, version, 'MLmodel', { max_bytes: String(MODEL_FILE_AT_MOST) });
      try {
        return await (await ask(url, { signal })).text();
      } catch (error) {
        if (error instanceof ApiError && error.isMissing) return null;
        throw error;
      }
    },
  });
}

export function useDescribeVersion(place: VersionPlace) {
  return useChange('catalog', (comment: string) =>
    api.PATCH('/ajax-api/2.1/unity-catalog/models/{full_name}/versions/{version}', {
      params: pathOf(place),
      body: { comment },
    }),
  );
}

export function useTagVersion({ fullName: name, version }: VersionPlace) {
  return useChange('catalog', ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/unity-catalog/model-versions/set-tag', { body: { name, version, key, value } }),
  );
}

export function useUntagVersion({ fullName: name, version }: VersionPlace) {
  return useChange('catalog', (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/unity-catalog/model-versions/delete-tag', { body: { name, version, key } }),
  );
}

/** Whoever shows the version leaves it, before anything is read anew. */
export function useDeleteVersion(place: VersionPlace) {
  return useMutation({
    mutationFn: () =>
      api.DELETE('/ajax-api/2.1/unity-catalog/models/{full_name}/versions/{version}', {
        params: pathOf(place),
        body: {},
      }),
  });
}
