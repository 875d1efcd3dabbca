import { queryOptions, useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { FileInfo, ListArtifactsResponse } from '@/api/schema.gen';
import { answer, api, ApiError, ask } from '@/lib/api-client';
import { runFileUrl } from '@/lib/artifact-url';
import { modelFileUrl } from '@/lib/model-query';

/** Whose files are compared. */
export type Owners = 'run' | 'model';

/** Entries of a folder that are compared; others are said to be there. */
const LISTED = 1_000;
/** Files of one size are looked into, if they are not larger, as far as these reads go for all models. */
export const READ_AT_MOST = 256 * 1024;
const READS = 120;

/** A file or folder that some runs or models have. */
export type FileRow = {
  path: string;
  depth: number;
  isFolder: boolean;
  isOpen: boolean;
  /** The size in each of them; undefined where it is not there, null where nobody knows (yet). */
  sizes: readonly (number | undefined | null)[];
  /** Whether they differ in it; undefined where that is not known: nobody looked into files of one size. */
  differs: boolean | undefined;
};

type Folder = { files: FileInfo[]; more: boolean };

function folderQuery(owners: Owners, id: string, folder: string) {
  return queryOptions({
    queryKey: ['artifacts', id, 'compared', folder],
    queryFn: async ({ signal }): Promise<Folder> => {
      const most = { max_results: LISTED };
      const found: ListArtifactsResponse = await (owners === 'run'
        ? answer(
            api.GET('/ajax-api/2.0/mlflow/artifacts/list', {
              params: { query: { run_id: id, path: folder, ...most } },
              signal,
            }),
          )
        : answer(
            api.GET('/ajax-api/2.0/mlflow/logged-models/{model_id}/artifacts/directories', {
              params: { path: { model_id: id }, query: { artifact_directory_path: folder, ...most } },
              signal,
            }),
          ));
      return { files: found.files ?? [], more: Boolean(found.next_page_token) };
    },
  });
}

/** The content of a file, up to a size. */
export function contentQuery(owners: Owners, id: string, path: string, most: number) {
  return queryOptions({
    queryKey: ['artifacts', id, 'content', path, most],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const url = owners === 'run' ? runFileUrl : modelFileUrl;
      const response = await ask(url(id, path, { max_bytes: String(most) }), { signal });
      return new Uint8Array(await response.arrayBuffer());
    },
    structuralSharing: false,
  });
}

/** The files of some runs or models beside each other, as far as folders are open. */
export function useComparedFiles(owners: Owners, ids: readonly string[], open: readonly string[]) {
  const folders = useMemo(() => ['', ...open], [open]);
  const listed = useQueries({
    queries: folders.flatMap((folder) => ids.map((id) => folderQuery(owners, id, folder))),
    combine: useCallback(
      (results: UseQueryResult<Folder>[]) => ({
        folders: new Map(
          folders.map((folder, at) => [folder, ids.map((_, place) => filesOf(results[at * ids.length + place]))]),
        ),
        more: results.some((result) => result.data?.more === true),
        isLoading: results.some((result) => result.isLoading),
        error: results.find((result) => result.error && !isMissing(result.error))?.error ?? null,
        refetch: () => results.forEach((result) => void result.refetch()),
      }),
      [folders, ids],
    ),
  });
  const rows = useMemo(() => fileRows(listed.folders, new Set(open)), [listed.folders, open]);
  const read = useMemo(() => rows.filter(isWorthReading).slice(0, READS / ids.length), [rows, ids]);
  const differing = useQueries({
    queries: read.flatMap(({ path }) => ids.map((id) => contentQuery(owners, id, path, READ_AT_MOST))),
    combine: useCallback(
      (results: UseQueryResult<Uint8Array>[]) =>
        new Map(
          read.map(({ path }, at) => {
            const contents = results.slice(at * ids.length, (at + 1) * ids.length).map(({ data }) => data);
            return [path, contents.some((content) => !content) ? undefined : !areSame(contents as Uint8Array[])];
          }),
        ),
      [read, ids],
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

/** The files of a folder; none where there is no such folder, undefined where nobody knows (yet). */
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
  const listed = folders.get(folder) ?? [];
  const known = listed.map((files) => files && new Map(files.map((file) => [file.path, file])));
  const paths = [...new Set(listed.flatMap((files) => files ?? []).map((file) => file.path))].sort();
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
