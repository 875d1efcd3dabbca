import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './api-client';

/** One run whole. Screens that show it share what was read, and what its stream of changes told since. */
export function runQuery(runId: string) {
  return queryOptions({
    queryKey: ['runs', 'one', runId],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/ajax-api/2.0/mlflow/runs/get', { params: { query: { run_id: runId } }, signal }))).run,
  });
}
