import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';

export function runQuery(runId: string) {
  return queryOptions({
    queryKey: ['runs', 'one', runId],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/ajax-api/2.0/mlflow/runs/get', { params: { query: { run_id: runId } }, signal }))).run,
  });
}
