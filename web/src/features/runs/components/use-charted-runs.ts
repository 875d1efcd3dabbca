import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RunInfo } from '@/api/schema.gen';
import { MOST_CHARTED } from '@/lib/charted-runs';
import { withBelow, type Below } from '../api/below';
import { drawnOf, firstRuns } from '../api/charted';
import type { RunGroup } from '../api/groups';
import type { RunsSearch } from '../api/search';
import { pinnedRuns, type TableQuery } from '../api/table';
import { groupId } from './use-group-rows';
import { usePinned } from './use-pinned';

export type Charted = {
  runs: readonly RunInfo[];
  /** Why they are not all: there are too many, or each closed group is shown by its best run. */
  only: 'first' | 'best' | undefined;
  isLoading: boolean;
  error: Error | null;
  refetch: () => void;
};

type Shown = { query: TableQuery; search: RunsSearch };

/**
 * The runs that the charts beside a table show: those put to the top, then the rows from the first one on with what is
 * open below them. Wherever one looks in the table, they are the same.
 */
export function useChartedRows({ query, search }: Shown, below: Below): Charted {
  const first = useFirst(query, search.show !== 'table');
  const pinned = usePinned(query, search.pins);
  const { hidden } = search;
  const drawn = useMemo(() => {
    const rows = (first.data?.runs ?? []).flatMap((run) => withBelow(run, below));
    return drawnOf([...pinned.map((run) => run.info), ...rows], hidden);
  }, [first.data, pinned, below, hidden]);
  const isPart = drawn.isCut || first.data?.more === true;
  return { ...first, runs: drawn.runs, only: isPart ? 'first' : undefined };
}

/** The same of a table of groups: of an open group its runs, of a closed one the best, if there is a metric to tell. */
export function useChartedGroups({ query, search }: Shown, groups: readonly RunGroup[], below: Below): Charted {
  const isOn = search.show !== 'table';
  const { hidden, open } = search;
  const bestIds = useMemo(() => {
    const closed = groups.filter((group) => !open.includes(groupId(group)));
    return closed.flatMap(({ best_run_id: best }) => best ?? []).slice(0, MOST_CHARTED + 1); // one more tells that there are more
  }, [groups, open]);
  const haveBest = groups.some(({ best_run_id: best }) => typeof best === 'string');
  const bests = useQuery({
    ...pinnedRuns({ ...query, columns: [] }, bestIds),
    enabled: isOn && bestIds.length > 0,
    placeholderData: (before) => before,
  });
  const first = useFirst(query, isOn && groups.length > 0 && !haveBest);
  const pinned = usePinned(query, search.pins);
  const drawn = useMemo(() => {
    const found = new Map((bests.data?.runs ?? []).map((run) => [run.info.run_id, run]));
    const rows = groups.flatMap((group) => {
      const best = found.get(group.best_run_id ?? '');
      return open.includes(groupId(group)) ? (below.get(groupId(group))?.runs ?? []) : best ? [best] : [];
    });
    const all = haveBest ? rows : [...rows, ...(first.data?.runs ?? [])];
    return drawnOf(
      [...pinned, ...all].map((run) => run.info),
      hidden,
    );
  }, [groups, open, below, bests.data, haveBest, first.data, pinned, hidden]);
  const isPart = drawn.isCut || (!haveBest && first.data?.more === true);
  const { isLoading, error, refetch } = haveBest ? bests : first;
  return {
    runs: drawn.runs,
    only: isPart ? 'first' : bestIds.length > 0 ? 'best' : undefined,
    isLoading,
    error,
    refetch: () => void refetch(),
  };
}

/** The first rows. Until there is an answer to another question, or where that cannot be answered, those of before. */
function useFirst(query: TableQuery, isOn: boolean) {
  const { data, isLoading, error, refetch } = useQuery({ ...firstRuns(query), enabled: isOn });
  const [kept, setKept] = useState(data);
  if (data !== undefined && data !== kept) setKept(data);
  return { data: data ?? kept, isLoading: isLoading && kept === undefined, error, refetch: () => void refetch() };
}
