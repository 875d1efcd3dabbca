import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { FileInfo, ListArtifactsResponse, ListDirectoryResponse } from '@/api/schema.gen';
import { answer, api, ask, SERVER } from '@/lib/api-client';
import { runFileUrl } from '@/lib/artifact-url';
import { catalogFileUrl, catalogPath } from '@/lib/catalog';
import { modelFileUrl } from '@/lib/model-query';
import { inWorkspace } from '@/lib/workspace';

export type { FileInfo };

/** Whose artifacts are meant; a version of the catalogue by the full name of its model, a slash and its number. */
export type Owner = { kind: 'run' | 'model' | 'catalog-version'; id: string };

function versionOf({ id }: Owner): [fullName: string, version: string] {
  const slash = id.lastIndexOf('/');
  return [id.slice(0, slash), id.slice(slash + 1)];
}

/** Entries of a folder that are asked for at once. */
export const LISTING_PAGE = 1_000;

type Listing = { files: FileInfo[]; next: string | undefined };

function listingKey(owner: Owner, folder: string, page: number) {
  return ['artifacts', owner.id, 'list', folder, page] as const;
}

/** One page of a folder; the page before tells where it begins. */
export function listingQuery(client: QueryClient, owner: Owner, folder: string, page: number) {
  return queryOptions({
    queryKey: listingKey(owner, folder, page),
    queryFn: async ({ signal }): Promise<Listing> => {
      const before = page === 0 ? undefined : client.getQueryData<Listing>(listingKey(owner, folder, page - 1));
      if (owner.kind === 'catalog-version') return listingOfVersion(owner, folder, before?.next, signal);
      const common = { max_results: LISTING_PAGE, ...(before?.next !== undefined && { page_token: before.next }) };
      const found: ListArtifactsResponse = await (owner.kind === 'run'
        ? answer(
            api.GET('/ajax-api/2.0/mlflow/artifacts/list', {
              params: { query: { run_id: owner.id, path: folder, ...common } },
              signal,
            }),
          )
        : answer(
            api.GET('/ajax-api/2.0/mlflow/logged-models/{model_id}/artifacts/directories', {
              params: { path: { model_id: owner.id }, query: { artifact_directory_path: folder, ...common } },
              signal,
            }),
          ));
      return { files: found.files ?? [], next: found.next_page_token ?? undefined };
    },
  });
}

/** The same of a version of the catalogue, whose paths the platform's Files API begins with its names. */
async function listingOfVersion(
  owner: Owner,
  folder: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Listing> {
  const url = new URL(`${SERVER}/ajax-api/2.0/fs/directories/${catalogPath(...versionOf(owner), folder)}`);
  if (token !== undefined) url.searchParams.set('page_token', token);
  const found = (await (await ask(url, { signal })).json()) as ListDirectoryResponse;
  const files = (found.contents ?? []).map(({ name, is_directory: isDirectory = false, file_size: size = null }) => ({
    path: folder === '' ? name : `${folder}/${name}`,
    is_dir: isDirectory,
    file_size: size,
  }));
  return { files, next: found.next_page_token ?? undefined };
}

/** Where a file can be read. */
export function fileUrl(owner: Owner, path: string, parameters: Record<string, string> = {}): string {
  if (owner.kind === 'catalog-version') return catalogFileUrl(...versionOf(owner), path, parameters);
  if (owner.kind === 'run') return runFileUrl(owner.id, path, parameters);
  return modelFileUrl(owner.id, path, parameters);
}

/** Where a folder can be had as one zip file; the Files API has none. */
export function zipUrl(owner: Owner, path: string): string | undefined {
  if (owner.kind === 'catalog-version') return undefined;
  const folder = new URLSearchParams({ path });
  const of = `${SERVER}/ajax-api/2.0/mlflow`;
  const id = encodeURIComponent(owner.id);
  return inWorkspace(
    owner.kind === 'run'
      ? `${of}/artifacts/zip?run_id=${id}&${folder.toString()}`
      : `${of}/logged-models/${id}/artifacts/zip?${folder.toString()}`,
  );
}

export type Head = { content: Uint8Array; size: number };

/** The first bytes of a file, and how many it has. */
export function headQuery(owner: Owner, path: string, most: number) {
  return queryOptions({
    queryKey: ['artifacts', owner.id, 'head', path, most],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Head> => {
      const response = await ask(fileUrl(owner, path, { max_bytes: String(most) }), { signal });
      const content = new Uint8Array(await response.arrayBuffer());
      const total = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1];
      return { content, size: total === undefined ? content.length : Number(total) };
    },
  });
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
