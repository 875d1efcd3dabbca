import type { ListDeliveriesResponse } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

export type Delivery = NonNullable<ListDeliveriesResponse['deliveries']>[number];

const PATH = '/ajax-api/3.0/cairn/webhooks/{webhook_id}/deliveries';
const PAGE = 50;

/** What a webhook was told, the newest first, a page at a time. */
export const deliveriesQuery = (webhookId: string) => ({
  queryKey: ['webhook-log', webhookId],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    answer(
      api.GET(PATH, {
        params: {
          path: { webhook_id: webhookId },
          query: { max_results: PAGE, ...(pageParam !== '' && { page_token: pageParam }) },
        },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (last: ListDeliveriesResponse) => last.next_page_token ?? undefined,
  refetchInterval: 5000,
});

/** Has one sent once more. */
export const useDeliverAgain = (webhookId: string) =>
  useChange('webhook-log', (deliveryId: string) =>
    answer(
      api.POST(`${PATH}/{delivery_id}/redeliver`, {
        params: { path: { webhook_id: webhookId, delivery_id: deliveryId } },
        body: {},
      }),
    ),
  );
