import { queryOptions } from '@tanstack/react-query';
import type { FindReviewPlaceResponse, LabelSchemaInput, QueuedTrace, ReviewQueueItem } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import type { Page } from '@/lib/loaded-rows';
import { ITEMS_AT_ONCE, type LabelSchema } from '@/lib/review-queues';
import type { Drafts } from './answers';

export type { LabelSchemaInput, QueuedTrace };
export type ReviewPlace = FindReviewPlaceResponse;
export type Status = ReviewQueueItem['status'];

export const STATUSES = ['all', 'PENDING', 'COMPLETE', 'DECLINED'] as const;
export type StatusChoice = (typeof STATUSES)[number];

const PAGE_SIZE = 200;

/** All that a reviewer needs beside the trace: the queue, its questions, the item and what comes before and behind. */
export function placeQuery(queueId: string, itemId: string) {
  return queryOptions({
    queryKey: ['reviews', 'place', queueId, itemId],
    queryFn: async ({ signal }) => {
      const query = { queue_id: queueId, ...(itemId !== '' && { item_id: itemId }) };
      return answer(api.GET('/ajax-api/3.0/cairn/review-queues/place', { params: { query }, signal }));
    },
  });
}

export async function queuedTraces(
  queueId: string,
  status: StatusChoice,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<QueuedTrace>> {
  const query = {
    queue_id: queueId,
    max_results: PAGE_SIZE,
    ...(status !== 'all' && { status }),
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/3.0/cairn/review-queues/traces', { params: { query }, signal }));
  return { rows: page.traces ?? [], next: page.next_page_token ?? undefined };
}

export type SchemaDraft = {
  name: string;
  type: LabelSchema['type'];
  input: LabelSchemaInput;
  instruction: string;
  enableComment: boolean;
};

export function useCreateSchema(experimentId: string) {
  return useChange('reviews', ({ name, type, input, instruction, enableComment }: SchemaDraft) =>
    answer(
      api.POST('/ajax-api/3.0/mlflow/label-schemas/create', {
        body: { experiment_id: experimentId, name, type, input, instruction, enable_comment: enableComment },
      }),
    ),
  );
}

/** Whether it judges and how it is answered stay, so that the answers that are there stay worth something. */
export function useUpdateSchema(schemaId: string) {
  return useChange('reviews', ({ name, input, instruction, enableComment }: SchemaDraft) =>
    answer(
      api.PATCH('/ajax-api/3.0/mlflow/label-schemas/update', {
        body: { schema_id: schemaId, name, input, instruction, enable_comment: enableComment },
      }),
    ),
  );
}

export function useDeleteSchema() {
  return useChange('reviews', (schemaId: string) =>
    api.DELETE('/ajax-api/3.0/mlflow/label-schemas/delete', { body: { schema_id: schemaId } }),
  );
}

export type QueueChange = { name: string; users: string[]; schemaIds: string[] | undefined };

/** Questions are left out where they may no longer change. */
export function useUpdateQueue(queueId: string) {
  return useChange('reviews', ({ name, users, schemaIds }: QueueChange) =>
    answer(
      api.POST('/ajax-api/3.0/mlflow/review-queues/update', {
        body: {
          queue_id: queueId,
          name,
          update_users: true,
          users,
          ...(schemaIds && { update_schema_ids: true, schema_ids: schemaIds }),
        },
      }),
    ),
  );
}

export function useDeleteQueue() {
  return useChange('reviews', (queueId: string) =>
    api.POST('/ajax-api/3.0/mlflow/review-queues/delete', { body: { queue_id: queueId } }),
  );
}

export function useRemoveItems(queueId: string) {
  return useChange('reviews', async (itemIds: readonly string[]) => {
    for (let from = 0; from < itemIds.length; from += ITEMS_AT_ONCE) {
      await api.POST('/ajax-api/3.0/mlflow/review-queues/items/remove', {
        body: { queue_id: queueId, item_ids: itemIds.slice(from, from + ITEMS_AT_ONCE) },
      });
    }
  });
}

type StatusChange = { itemId: string; status: Status; reviewer: string };

export function useSetStatus(queueId: string, onError: (error: Error) => void) {
  return useChange(
    'reviews',
    ({ itemId, status, reviewer }: StatusChange) =>
      answer(
        api.POST('/ajax-api/3.0/mlflow/review-queues/items/set-status', {
          body: {
            queue_id: queueId,
            item_id: itemId,
            status,
            ...(status !== 'PENDING' && { completed_by: reviewer }),
          },
        }),
      ),
    { onError },
  );
}

export type Answers = {
  itemId: string;
  reviewer: string;
  answers: { schema_id: string; value?: unknown; comment?: string }[];
  /** What was filled in and not saved until then. */
  unsaved: Drafts | undefined;
};

/** What is said is stored together with that it is said, and is an assessment of the trace. */
export function useAnswer(queueId: string, onSaved: (saved: Answers) => void) {
  return useChange(
    'reviews',
    ({ itemId, reviewer, answers }: Answers) =>
      answer(
        api.POST('/ajax-api/3.0/cairn/review-queues/answer', {
          body: { queue_id: queueId, item_id: itemId, reviewer, answers },
        }),
      ),
    { onDone: (_, saved) => onSaved(saved) },
  );
}
