import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pinnedRuns, type TableQuery, type TableRun } from '../api/table';

const NO_RUNS: readonly TableRun[] = [];

/** The runs that were put to the top, in the order in which they were. */
export function usePinned(query: TableQuery, pins: readonly string[]): readonly TableRun[] {
  const { data } = useQuery({
    ...pinnedRuns(query, pins),
    enabled: pins.length > 0,
    placeholderData: (before) => before,
  });
  return useMemo(() => {
    if (pins.length === 0) return NO_RUNS;
    const found = new Map((data?.runs ?? []).map((run) => [run.info.run_id, run]));
    return pins.flatMap((id) => found.get(id) ?? []);
  }, [pins, data]);
}
