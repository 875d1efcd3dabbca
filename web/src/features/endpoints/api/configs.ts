import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ListServingConfigsKept } from '@/api/schema.gen';
import { answer, api, isGone } from '@/lib/api-client';
import { askedOf, CHANGING_MILLIS, readEndpoint, RESTING_MILLIS, targetOf, type EndpointConfig } from '@/lib/endpoints';
import { asWritten } from './draft';

export type KeptConfig = ListServingConfigsKept;

const PAGE_SIZE = 50;

/** What an endpoint was asked to serve, newest first, read again as the endpoint itself is. */
export function configsQuery(name: string) {
  return infiniteQueryOptions({
    queryKey: ['endpoints', 'configs', name],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { max_results: PAGE_SIZE, ...(pageParam !== undefined && { page_token: pageParam }) };
      const params = { path: { name }, query };
      return answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/configs', { params, signal }));
    },
    getNextPageParam: ({ next_page_token: next }) => next ?? undefined,
    refetchInterval: ({ state: { data, error } }) => {
      if (isGone(error)) return false;
      return data?.pages[0]?.configs?.[0]?.outcome === 'PENDING' ? CHANGING_MILLIS : RESTING_MILLIS;
    },
  });
}

/** A configuration as its author wrote it, to be held against another one line by line. */
export function textOf({ served_entities: entities = [], traffic_config: traffic }: EndpointConfig): string {
  const told = {
    served_entities: entities.map(asWritten),
    ...(traffic?.cairn_key != null && { traffic_key: traffic.cairn_key }),
    traffic: Object.fromEntries((traffic?.routes ?? []).map((route) => [targetOf(route), route.traffic_percentage])),
  };
  return JSON.stringify(told, null, 2);
}

/** What an endpoint was asked for meanwhile, or is asked by a rollout; undefined where it says what is known. */
export async function newerThan(name: string, known: EndpointConfig): Promise<EndpointConfig | undefined> {
  const now = askedOf(await readEndpoint(name));
  return textOf(now) === textOf(known) ? undefined : now;
}
