import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { runsBelow } from '../api/below';
import { flattened } from '../api/flattened';
import { columnField, sortedGroups, summedMetrics, tableGroups, type RunGroup } from '../api/groups';
import type { Aggregate } from '../api/search';
import { tableCount, type TableQuery } from '../api/table';
import type { Line } from './line';
import { restOf, useBelow } from './use-below';

const NONE: readonly RunGroup[] = [];

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
  const { below, showMore } = useBelow(JSON.stringify([query, column]), open, (id, part) => {
    const value = valueOf(id);
    return runsBelow(query, { group: { column: columnField(column), ...(value !== null && { value }) } }, part);
  });
  const groups = useMemo(
    () => sortedGroups(found.data?.groups ?? NONE, sort, aggregate),
    [found.data, sort, aggregate],
  );
  const hasMore = found.data?.more === true;
  const list = useMemo(() => {
    const places = new Map(groups.map((group, place) => [groupId(group), place]));
    const opened = [...below].flatMap(([id, { runs }]) => {
      const at = places.get(id);
      const lines = runs.map((run): Line => ({ id: run.info.run_id, depth: 1, run }));
      return at === undefined ? [] : [{ at, items: [...lines, ...restOf(id, 1, below)] }];
    });
    return flattened(
      groups.length + (hasMore ? 1 : 0),
      opened.sort((a, b) => a.at - b.at),
    );
  }, [groups, below, hasMore]);
  const row = useCallback(
    (index: number): Line | undefined => {
      const place = list.at(index);
      if ('item' in place) return place.item;
      const group = groups[place.top];
      if (group) return { id: groupId(group), depth: 0, group };
      return place.top === groups.length ? { id: 'rest', depth: 0, rest: '' } : undefined;
    },
    [list, groups],
  );
  return {
    rowCount: list.count,
    row,
    onRange: undefined,
    below,
    showMore,
    groups,
    counted: counted.data,
    isLoading: found.isLoading,
    isStale: found.isPlaceholderData,
    hasRows: groups.length > 0,
    error: found.error,
    refetch: () => void found.refetch(),
  };
}
