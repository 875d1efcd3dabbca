import { queryOptions, useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { FileInfo, ListArtifactsResponse } from '@/api/schema.gen';
import { answer, api, ApiError, refusal } from '@/lib/api-client';
import { modelFileUrl } from '@/lib/model-query';

/** Entries of a folder that are compared; others are said to be there. */
const LISTED = 1_000;
/** Files of one size are looked into, if they are not larger, as far as these reads go for all models. */
export const READ_AT_MOST = 256 * 1024;
const READS = 120;

/** A file or folder that some models have. */
export type FileRow = {
  path: string;
  depth: number;
  isFolder: boolean;
  isOpen: boolean;
  /** The size in each model; undefined where it is not there, null where nobody knows (yet). */
  sizes: readonly (number | undefined | null)[];
  /** Whether the models differ in it; undefined where that is not known: nobody looked into files of one size. */
  differs: boolean | undefined;
};

type Folder = { files: FileInfo[]; more: boolean };

function folderQuery(modelId: string, folder: string) {
  return queryOptions({
    queryKey: ['artifacts', modelId, 'compared', folder],
    queryFn: async ({ signal }): Promise<Folder> => {
      const found: ListArtifactsResponse = await answer(
        api.GET('/ajax-api/2.0/mlflow/logged-models/{model_id}/artifacts/directories', {
          params: { path: { model_id: modelId }, query: { artifact_directory_path: folder, max_results: LISTED } },
          signal,
        }),
      );
      return { files: found.files ?? [], more: Boolean(found.next_page_token) };
    },
  });
}

/** The content of a file, up to a size. */
export function contentQuery(modelId: string, path: string, most: number) {
  return queryOptions({
    queryKey: ['artifacts', modelId, 'content', path, most],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const response = await fetch(modelFileUrl(modelId, path, { max_bytes: String(most) }), { signal });
      if (!response.ok) throw await refusal(response);
      return new Uint8Array(await response.arrayBuffer());
    },
    structuralSharing: false,
  });
}

/** The files of some models beside each other, as far as folders are open. */
export function useComparedFiles(modelIds: readonly string[], open: readonly string[]) {
  const folders = useMemo(() => ['', ...open], [open]);
  const listed = useQueries({
    queries: folders.flatMap((folder) => modelIds.map((modelId) => folderQuery(modelId, folder))),
    combine: useCallback(
      (results: UseQueryResult<Folder>[]) => ({
        folders: new Map(
          folders.map((folder, at) => [
            folder,
            modelIds.map((_, model) => filesOf(results[at * modelIds.length + model])),
          ]),
        ),
        more: results.some((result) => result.data?.more === true),
        isLoading: results.some((result) => result.isLoading),
        error: results.find((result) => result.error && !isMissing(result.error))?.error ?? null,
        refetch: () => results.forEach((result) => void result.refetch()),
      }),
      [folders, modelIds],
    ),
  });
  const rows = useMemo(() => fileRows(listed.folders, new Set(open)), [listed.folders, open]);
  const read = useMemo(() => rows.filter(isWorthReading).slice(0, READS / modelIds.length), [rows, modelIds]);
  const differing = useQueries({
    queries: read.flatMap(({ path }) => modelIds.map((modelId) => contentQuery(modelId, path, READ_AT_MOST))),
    combine: useCallback(
      (results: UseQueryResult<Uint8Array>[]) =>
        new Map(
          read.map(({ path }, at) => {
            const contents = results.slice(at * modelIds.length, (at + 1) * modelIds.length).map(({ data }) => data);
            return [path, contents.some((content) => !content) ? undefined : !areSame(contents as Uint8Array[])];
          }),
        ),
      [read, modelIds],
    ),
  });
  return {
    ...listed,
    rows: useMemo(
      () => rows.map((row) => (differing.has(row.path) ? { ...row, differs: differing.get(row.path) } : row)),
      [rows, differing],
    ),
  };
}

/** The files of a folder; none where a model has no such folder, undefined where nobody knows (yet). */
function filesOf(listed: UseQueryResult<Folder> | undefined): FileInfo[] | undefined {
  return listed?.data?.files ?? (isMissing(listed?.error) ? [] : undefined);
}

export function isMissing(error: Error | null | undefined): boolean {
  return error instanceof ApiError && error.isMissing;
}

function isWorthReading({ isFolder, differs, sizes }: FileRow): boolean {
  return !isFolder && differs === undefined && sizes.every((size) => (size ?? Infinity) <= READ_AT_MOST);
}

function areSame(contents: readonly Uint8Array[]): boolean {
  const [first, ...others] = contents;
  return others.every((other) => other.length === first?.length && other.every((byte, at) => byte === first[at]));
}

/** Rows of open folders in the order of their names, folders with what is in them. */
export function fileRows(
  folders: ReadonlyMap<string, readonly (FileInfo[] | undefined)[]>,
  open: ReadonlySet<string>,
  folder = '',
  depth = 0,
): FileRow[] {
  const ofModels = folders.get(folder) ?? [];
  const known = ofModels.map((files) => files && new Map(files.map((file) => [file.path, file])));
  const paths = [...new Set(ofModels.flatMap((files) => files ?? []).map((file) => file.path))].sort();
  return paths.flatMap((path) => {
    const files = known.map((byPath) => (byPath ? byPath.get(path) : null));
    const isFolder = files.some((file) => file?.is_dir === true);
    const sizes = files.map((file) => file && (isFolder ? 0 : (file.file_size ?? 0)));
    const isOpen = isFolder && open.has(path);
    const found = sizes.filter((size) => size !== null);
    const isSameSize = found.every((size) => size === found[0]);
    const row = { path, depth, isFolder, isOpen, sizes, differs: isSameSize ? undefined : true };
    return isOpen ? [row, ...fileRows(folders, open, path, depth + 1)] : [row];
  });
}
