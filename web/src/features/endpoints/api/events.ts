import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ListServingEventsEvent } from '@/api/schema.gen';
import { answer, api, isGone } from '@/lib/api-client';
import { RESTING_MILLIS } from '@/lib/endpoints';

export type EndpointEvent = ListServingEventsEvent;

const PAGE_SIZE = 100;

/** What was done to an endpoint, the newest first, read again and again while the page is in sight. */
export function eventsQuery(name: string) {
  return infiniteQueryOptions({
    queryKey: ['endpoints', 'events', name],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { max_results: PAGE_SIZE, ...(pageParam !== undefined && { page_token: pageParam }) };
      const params = { path: { name }, query };
      return answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/events', { params, signal }));
    },
    getNextPageParam: ({ next_page_token: next }) => next ?? undefined,
    refetchInterval: ({ state: { error } }) => (isGone(error) ? false : RESTING_MILLIS),
  });
}
