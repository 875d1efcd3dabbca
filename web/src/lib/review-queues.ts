import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { LabelSchema, QueueProgress, ReviewQueue } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { useChange } from './change';
import type { Page } from './loaded-rows';

export type { LabelSchema, QueueProgress, ReviewQueue };

const PAGE_SIZE = 200;
/** More questions than these nobody asks. */
const SCHEMAS = 1_000;

/** The review queues of an experiment, the newest first, each with how far it is: a page of them. */
export async function searchQueues(
  experimentId: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<QueueProgress>> {
  const query = {
    experiment_id: experimentId,
    max_results: PAGE_SIZE,
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/3.0/cairn/review-queues/overview', { params: { query }, signal }));
  return { rows: page.queues ?? [], next: page.next_page_token ?? undefined };
}

export function queuesQuery(experimentId: string) {
  return infiniteQueryOptions({
    queryKey: ['reviews', 'queues', experimentId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => searchQueues(experimentId, pageParam, signal),
    getNextPageParam: (page) => page.next,
  });
}

/** What people are asked about the traces of an experiment, the newest question first. */
export function schemasQuery(experimentId: string) {
  return queryOptions({
    queryKey: ['reviews', 'schemas', experimentId],
    queryFn: async ({ signal }) => {
      const query = { experiment_id: experimentId, max_results: SCHEMAS };
      const listed = await answer(api.GET('/ajax-api/3.0/mlflow/label-schemas/list', { params: { query }, signal }));
      return listed.label_schemas ?? [];
    },
  });
}

/** The most traces that one request puts into a queue or takes out of it. */
export const ITEMS_AT_ONCE = 5_000;

type Additions = { queueId: string; traceIds: readonly string[] };

export function useAddToQueue() {
  return useChange('reviews', async ({ queueId, traceIds }: Additions) => {
    for (let from = 0; from < traceIds.length; from += ITEMS_AT_ONCE) {
      await api.POST('/ajax-api/3.0/mlflow/review-queues/items/add', {
        body: { queue_id: queueId, item_type: 'TRACE', item_ids: traceIds.slice(from, from + ITEMS_AT_ONCE) },
      });
    }
  });
}

export type NewQueue = { experimentId: string; name: string; users: string[]; schemaIds: string[] };

export function useCreateQueue() {
  return useChange('reviews', async ({ experimentId, name, users, schemaIds }: NewQueue) => {
    const made = await answer(
      api.POST('/ajax-api/3.0/mlflow/review-queues/create', {
        body: { experiment_id: experimentId, name, queue_type: 'CUSTOM', users, schema_ids: schemaIds },
      }),
    );
    return made.review_queue;
  });
}
