import { queryOptions } from '@tanstack/react-query';
import { answer, api, SERVER } from './api-client';

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
