import { useQueries, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { listingQuery, type FileInfo, type Owner } from './artifacts';

export type Entry =
  | { kind: 'entry'; file: FileInfo; depth: number }
  /** Others of a folder that are not loaded, are on their way, or cannot be had. */
  | { kind: 'rest'; folder: string; depth: number; error: Error | undefined };

type Wanted = { folder: string; page: number };
type Page = UseQueryResult<{ files: FileInfo[]; next: string | undefined }>;

/** Open folders with what is loaded of them, in the order in which a tree shows it. */
export function useFolders(owner: Owner, path: string) {
  const client = useQueryClient();
  // What an address leads to may be a folder itself.
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['', ...above(path), path]));
  const [pages, setPages] = useState<Readonly<Record<string, number>>>({});

  const wanted = useMemo(
    () =>
      [...open].flatMap((folder) =>
        Array.from({ length: pages[folder] ?? 1 }, (_, page): Wanted => ({ folder, page })),
      ),
    [open, pages],
  );
  const results = useQueries({
    queries: wanted.map(({ folder, page }) => listingQuery(client, owner, folder, page)),
    combine: useCallback((found: Page[]) => combined(wanted, found), [wanted]),
  });
  const entries = useMemo(() => {
    const rows: Entry[] = [];
    walk('', 0, open, results, rows);
    return rows;
  }, [open, results]);

  const toggle = useCallback((folder: string) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(folder)) after.add(folder);
      return after;
    });
  }, []);
  const loadMore = useCallback(
    (folder: string) => {
      const known = results.get(folder);
      if (known?.hasMore !== true || known.isLoading) return;
      setPages((before) => ({ ...before, [folder]: known.loaded + 1 }));
    },
    [results],
  );
  return {
    entries,
    open,
    toggle,
    loadMore,
    refetch: () => void client.invalidateQueries({ queryKey: ['artifacts', owner.id] }),
  };
}

type Folder = { files: FileInfo[]; hasMore: boolean; isLoading: boolean; loaded: number; error: Error | undefined };

function combined(wanted: readonly Wanted[], found: readonly Page[]): Map<string, Folder> {
  const folders = new Map<string, Folder>();
  wanted.forEach(({ folder }, place) => {
    const page = found[place];
    const known = folders.get(folder) ?? { files: [], hasMore: true, isLoading: false, loaded: 0, error: undefined };
    if (page?.data) {
      known.files = known.files.length === 0 ? page.data.files : [...known.files, ...page.data.files];
      known.hasMore = page.data.next !== undefined;
      known.loaded++;
    } else {
      known.isLoading = page?.isPending ?? false;
      known.error = page?.error ?? undefined;
    }
    folders.set(folder, known);
  });
  return folders;
}

function walk(
  folder: string,
  depth: number,
  open: ReadonlySet<string>,
  known: Map<string, Folder>,
  rows: Entry[],
): void {
  const found = known.get(folder);
  for (const file of found?.files ?? []) {
    rows.push({ kind: 'entry', file, depth });
    if (file.is_dir === true && open.has(file.path)) walk(file.path, depth + 1, open, known, rows);
  }
  if (found === undefined || found.hasMore) rows.push({ kind: 'rest', folder, depth, error: found?.error });
}

/** The folders that a path lies in. */
function above(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, place) => parts.slice(0, place + 1).join('/'));
}

/** What is known of a file or folder whose folder may not be listed as far: undefined until that is told. */
export function useFile(owner: Owner, path: string, listed: FileInfo | undefined): FileInfo | undefined {
  const client = useQueryClient();
  const isAsked = listed === undefined && path !== '';
  const { data, error } = useQuery({ ...listingQuery(client, owner, path, 0), enabled: isAsked });
  if (!isAsked) return listed;
  if (error) return { path, is_dir: false }; // whoever shows it says why it cannot be read
  return data && { path, is_dir: data.files.length > 0 };
}
