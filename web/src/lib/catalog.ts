import { queryOptions } from '@tanstack/react-query';
import { answer, api, isGone, SERVER } from './api-client';

const FEW = 20;

/** The full names of the catalogue's models that hold a text, a few of them. */
export function catalogNamesQuery(text: string) {
  return queryOptions({
    queryKey: ['catalog', 'named', text],
    queryFn: async ({ signal }) => {
      const params = { query: { name_contains: text, max_results: FEW } };
      const found = await answer(api.GET('/ajax-api/2.1/unity-catalog/models', { params, signal }));
      return (found.registered_models ?? []).map((model) => model.full_name);
    },
  });
}

/** Whether a name is a full name of the catalogue: of a catalog, a schema and a model. */
export function isFullName(name: string): boolean {
  return name.split('.').length === 3;
}

/** The aliases of a model of this full name and its newest versions; none where there is no such model. */
export function catalogVersionsNamedQuery(fullName: string) {
  return queryOptions({
    queryKey: ['catalog', 'versions-named', fullName],
    queryFn: async ({ signal }) => {
      const path = { full_name: fullName };
      try {
        const [model, found] = await Promise.all([
          answer(api.GET('/ajax-api/2.1/unity-catalog/models/{full_name}', { params: { path }, signal })),
          answer(
            api.GET('/ajax-api/2.1/unity-catalog/models/{full_name}/versions', {
              params: { path, query: { max_results: FEW } },
              signal,
            }),
          ),
        ]);
        return {
          aliases: (model.aliases ?? []).map((one) => ({ alias: one.alias_name, version: String(one.version_num) })),
          versions: (found.model_versions ?? []).map(({ version }) => String(version)),
        };
      } catch (error) {
        if (isGone(error as Error)) return { aliases: [], versions: [] };
        throw error;
      }
    },
  });
}

/** Where the platform's Files API has the files of a version, below `files/` and `directories/`. */
export function catalogPath(fullName: string, version: string, path: string): string {
  const names = ['Models', ...fullName.split('.'), version, ...path.split('/').filter((name) => name !== '')];
  return names.map(encodeURIComponent).join('/');
}

/** Where a file of a version can be read. The same from each workspace. */
export function catalogFileUrl(
  fullName: string,
  version: string,
  path: string,
  parameters: Record<string, string> = {},
): string {
  const query = new URLSearchParams(parameters).toString();
  const file = `${SERVER}/ajax-api/2.0/fs/files/${catalogPath(fullName, version, path)}`;
  return query === '' ? file : `${file}?${query}`;
}
