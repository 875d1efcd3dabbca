import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ReadRunTableResponse } from '@/api/schema.gen';
import { flattened } from '../api/flattened';
import { groupMembers, sortedGroups, summedMetrics, tableGroups, type RunGroup } from '../api/groups';
import type { Aggregate } from '../api/search';
import { tableCount, type TableQuery } from '../api/table';
import type { Line } from './line';

const NONE: readonly RunGroup[] = [];

function answersOf(results: UseQueryResult<ReadRunTableResponse>[]) {
  return results.map((result) => result.data);
}

/** What an open group is called in the address: a value may be like another's id. */
export function groupId(group: RunGroup): string {
  return group.value === undefined || group.value === null ? 'none' : `is:${group.value}`;
}

function valueOf(id: string): string | null {
  return id.startsWith('is:') ? id.slice('is:'.length) : null;
}

export type Grouping = { column: string; aggregate: Aggregate; open: readonly string[] };

/** The rows of a table of groups, below each open one its runs. */
export function useGroupRows(query: TableQuery, { column, aggregate, open }: Grouping, columns: readonly string[]) {
  const { sort } = query;
  const metrics = summedMetrics(columns, sort);
  const found = useQuery({ ...tableGroups(query, column, metrics), placeholderData: (before) => before });
  const counted = useQuery({ ...tableCount(query), placeholderData: (before) => before });
  const members = useQueries({
    queries: open.map((id) => groupMembers(query, column, valueOf(id))),
    combine: answersOf,
  });
  const groups = useMemo(
    () => sortedGroups(found.data?.groups ?? NONE, sort, aggregate),
    [found.data, sort, aggregate],
  );
  const list = useMemo(() => {
    const places = new Map(groups.map((group, place) => [groupId(group), place]));
    const opened = open.flatMap((id, place) => {
      const at = places.get(id);
      const runs = members[place]?.runs ?? [];
      return at === undefined ? [] : [{ at, items: runs.map((run): Line => ({ id: run.info.run_id, depth: 1, run })) }];
    });
    return flattened(
      groups.length,
      opened.sort((a, b) => a.at - b.at),
    );
  }, [groups, open, members]);
  const row = useCallback(
    (index: number): Line | undefined => {
      const place = list.at(index);
      if ('item' in place) return place.item;
      const group = groups[place.top];
      return group && { id: groupId(group), depth: 0, group };
    },
    [list, groups],
  );
  return {
    rowCount: list.count,
    row,
    onRange: undefined,
    runs: useMemo(() => members.flatMap((answer) => answer?.runs ?? []), [members]),
    counted: counted.data,
    isLoading: found.isLoading,
    isStale: found.isPlaceholderData,
    error: found.error,
    refetch: () => void found.refetch(),
  };
}
