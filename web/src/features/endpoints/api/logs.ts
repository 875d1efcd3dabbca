import { queryOptions } from '@tanstack/react-query';
import { ApiError, ask, isGone, SERVER } from '@/lib/api-client';
import type { EndpointConfig, ServingEndpoint } from '@/lib/endpoints';
import type { KeptConfig } from './configs';
import { PAUSED } from './paused';

const EVERY_MILLIS = 5_000;

/** How versions of an entity were loaded, or what happened while they answered. */
export const LOGS = ['build-logs', 'logs'] as const;
export type Log = (typeof LOGS)[number];

/**
 * The last lines about an entity; none before the first one. They are read again and again while the page is in sight,
 * where that is to be.
 */
export function logQuery(endpoint: string, entity: string, log: Log, isLive: boolean) {
  return queryOptions({
    queryKey: ['endpoints', 'log', endpoint, entity, log],
    queryFn: async ({ signal }) => {
      const of = `${encodeURIComponent(endpoint)}/served-models/${encodeURIComponent(entity)}`;
      try {
        const answer = await ask(`${SERVER}/ajax-api/2.0/serving-endpoints/${of}/${log}`, { signal });
        return ((await answer.json()) as { logs: string }).logs;
      } catch (error) {
        if (isGone(error as Error)) return ''; // the server that was asked did nothing with it yet
        throw error;
      }
    },
    refetchInterval: ({ state: { error } }) => (isForbidden(error) ? false : EVERY_MILLIS),
    ...(!isLive && PAUSED),
  });
}

/** Whether one may not read a log, also where one could before. */
export function isForbidden(error: Error | null): boolean {
  return error instanceof ApiError && error.isForbidden;
}

/** The entities that there are lines about: those that answer, are to answer, and could not be loaded last. */
export function loggedNames({ config, pending_config: pending }: ServingEndpoint, newest?: KeptConfig): string[] {
  const failed = newest?.outcome === 'FAILED' ? newest.config : undefined;
  return [...new Set([config, pending, failed].flatMap(namesOf))];
}

function namesOf(config: EndpointConfig | null | undefined): string[] {
  return (config?.served_entities ?? []).map(({ name }) => name ?? '').filter((name) => name !== '');
}
