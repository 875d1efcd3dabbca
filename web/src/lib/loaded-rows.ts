import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

export type Page<Row> = { rows: Row[]; next: string | undefined };

/** Rows that are asked for before they come into sight. */
const AHEAD = 50;

/**
 * Rows that the server gives page by page, loaded as one scrolls. The next page is asked for before its rows are in
 * sight.
 */
export function useLoadedRows<Row>(
  queryKey: QueryKey,
  load: (token: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
  enabled = true,
) {
  const query = useInfiniteQuery({
    queryKey,
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    getNextPageParam: (page: Page<Row>) => page.next,
    placeholderData: (before) => before,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const row = useCallback((index: number) => rows[index], [rows]);
  const onRange = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last + AHEAD >= rows.length) void fetchNextPage();
    },
    [rows.length, hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return {
    rows,
    row,
    /** One more than are loaded while there are others. */
    rowCount: rows.length + (hasNextPage ? 1 : 0),
    hasMore: hasNextPage,
    more: () => void fetchNextPage(),
    isLoadingMore: isFetchingNextPage,
    onRange,
    isLoading: query.isLoading,
    isStale: query.isPlaceholderData,
    /** Why there is nothing to show. */
    error: data === undefined ? query.error : null,
    /** Why what is shown could not be read again, or not be gone on with. */
    refreshError: data === undefined ? null : query.error,
    refetch: query.refetch,
  };
}
