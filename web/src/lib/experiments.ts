import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './api-client';
import { holding } from './filter';

const FEW = 8;

/** Where something is looked for in all experiments, it is in so many at most. */
const LATEST = 200;

/** A few experiments in use of which the name holds a text, those first that something happened to last. */
export function experimentsNamed(text: string) {
  return queryOptions({
    queryKey: ['experiments', 'named', text],
    queryFn: async ({ signal }) => {
      const body = {
        max_results: FEW,
        order_by: ['last_update_time DESC'],
        ...(text !== '' && { filter: `name ILIKE ${holding(text)}` }),
      };
      return (await answer(api.POST('/ajax-api/2.0/mlflow/experiments/search', { body, signal }))).experiments ?? [];
    },
  });
}

export function experimentQuery(id: string) {
  return queryOptions({
    queryKey: ['experiments', 'one', id],
    queryFn: async ({ signal }) => {
      const query = { experiment_id: id };
      return (await answer(api.GET('/ajax-api/2.0/mlflow/experiments/get', { params: { query }, signal }))).experiment;
    },
  });
}

/** The ids of the experiments that something happened to last. */
export const latestExperiments = queryOptions({
  queryKey: ['experiments', 'latest'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const body = { max_results: LATEST, order_by: ['last_update_time DESC'] };
    const found = await answer(api.POST('/ajax-api/2.0/mlflow/experiments/search', { body, signal }));
    return (found.experiments ?? []).map((experiment) => experiment.experiment_id);
  },
});
