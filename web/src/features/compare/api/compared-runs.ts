import { useQueries } from '@tanstack/react-query';
import type { Run } from '@/api/schema.gen';
import { ApiError } from '@/lib/api-client';
import { runQuery } from '@/lib/run-query';

export type { Run };

/** More runs than these are not compared side by side. */
export const MOST_RUNS = 100;

/** The runs of some ids in that order, whatever their experiments are; those that are not there are counted. */
export function useComparedRuns(ids: readonly string[]) {
  return useQueries({
    queries: ids.map(runQuery),
    combine: (results) => {
      const failed = results.map((result) => result.error).filter((error) => error !== null);
      return {
        runs: results.flatMap((result) => result.data ?? []),
        isLoading: results.some((result) => result.isLoading),
        missing: failed.filter((error) => error instanceof ApiError && error.isMissing).length,
        error: failed.find((error) => !(error instanceof ApiError && error.isMissing)) ?? null,
        refetch: () => results.forEach((result) => void result.refetch()),
      };
    },
  });
}
