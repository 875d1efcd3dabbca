import { queryOptions } from '@tanstack/react-query';
import { ask, SERVER } from '@/lib/api-client';

const EVERY_MILLIS = 5_000;

/** How versions of an entity were loaded, or what happened while they answered. */
export const LOGS = ['build-logs', 'logs'] as const;
export type Log = (typeof LOGS)[number];

/** The last lines about an entity, read again and again while the page is in sight. */
export function logQuery(endpoint: string, entity: string, log: Log) {
  return queryOptions({
    queryKey: ['endpoints', 'log', endpoint, entity, log],
    refetchInterval: EVERY_MILLIS,
    queryFn: async ({ signal }) => {
      const of = `${encodeURIComponent(endpoint)}/served-models/${encodeURIComponent(entity)}`;
      const answer = await ask(`${SERVER}/ajax-api/2.0/serving-endpoints/${of}/${log}`, { signal });
      return ((await answer.json()) as { logs: string }).logs;
    },
  });
}
