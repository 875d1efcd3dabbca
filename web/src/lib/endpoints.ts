import { queryOptions } from '@tanstack/react-query';
import type { EndpointConfig, EndpointTag, ServedEntity, ServedReason, ServingEndpoint } from '@/api/schema.gen';
import { answer, api, isGone } from './api-client';

export type { EndpointConfig, EndpointTag, ServedEntity, ServingEndpoint };

/** How often an endpoint is read that is on its way somewhere, and one that rests: its aliases may move. */
export const CHANGING_MILLIS = 2_000;
export const RESTING_MILLIS = 15_000;

const listQuery = queryOptions({
  queryKey: ['endpoints', 'all'],
  queryFn: ({ signal }) => answer(api.GET('/ajax-api/2.0/serving-endpoints', { signal })),
  refetchInterval: ({ state: { data } }) =>
    (data?.endpoints ?? []).every(isSettled) ? RESTING_MILLIS : CHANGING_MILLIS,
});

/** All serving endpoints that one may see, read again and again while the page is in sight. */
export const endpointsQuery = queryOptions({ ...listQuery, select: ({ endpoints = NONE }) => endpoints });

const NONE: ServingEndpoint[] = [];

/** Where models may run, the usual place first; empty where the server has no cluster. */
export const placesQuery = queryOptions({ ...listQuery, select: ({ cairn_places: places = NOWHERE }) => places });

const NOWHERE: string[] = [];

/** One of them, as it is now. */
export function readEndpoint(name: string, signal?: AbortSignal): Promise<ServingEndpoint> {
  const params = { path: { name } };
  return answer(api.GET('/ajax-api/2.0/serving-endpoints/{name}', { params, ...(signal && { signal }) }));
}

/** The same again and again, until it is gone. */
export function endpointQuery(name: string) {
  return queryOptions({
    queryKey: ['endpoints', 'one', name],
    queryFn: ({ signal }) => readEndpoint(name, signal),
    refetchInterval: ({ state: { data, error } }) => {
      if (isGone(error)) return false;
      return data && (!isSettled(data) || isRollingOut(data)) ? CHANGING_MILLIS : RESTING_MILLIS;
    },
  });
}

export const STATES = ['ready', 'updating', 'updateFailed', 'notReady'] as const;
export type State = (typeof STATES)[number];

/** How an endpoint is, in a word. */
export function stateOf({ state: { ready, config_update: update } }: ServingEndpoint): State {
  if (update === 'IN_PROGRESS') return 'updating';
  if (ready === 'NOT_READY') return 'notReady';
  return update === 'UPDATE_FAILED' ? 'updateFailed' : 'ready';
}

/** Whether one may change it, and delete it. */
export function isManagedBy({ permission_level: level }: Pick<ServingEndpoint, 'permission_level'>): boolean {
  return level === 'CAN_MANAGE';
}

/** Whether one may ask it. */
export function isAskedBy({ permission_level: level }: Pick<ServingEndpoint, 'permission_level'>): boolean {
  return level === 'CAN_MANAGE' || level === 'CAN_QUERY';
}

const SETTLED: readonly unknown[] = ['DEPLOYMENT_READY', 'DEPLOYMENT_FAILED'];

/** Nothing about it is on its way: it answers, or what it was asked to serve could not be loaded. */
export function isSettled({ state: { ready, config_update: update }, config }: ServingEndpoint): boolean {
  if (update === 'IN_PROGRESS') return false;
  if (ready === 'READY' || update === 'UPDATE_FAILED') return true;
  const entities = config?.served_entities ?? [];
  return entities.length > 0 && entities.every(({ state }) => SETTLED.includes(state?.deployment));
}

/** What it serves, or is to serve where it serves nothing yet. */
export function configOf({ config, pending_config: pending }: ServingEndpoint): EndpointConfig {
  return config ?? pending ?? {};
}

/** Whether a rollout moves its shares, which is told from them alone. */
function isRollingOut({ cairn_shares: routes = [] }: ServingEndpoint): boolean {
  return routes.length > 0;
}

/** What it serves, with the shares that hold now, where a rollout moves them. */
export function sharedNow(endpoint: ServingEndpoint): EndpointConfig {
  const [config, routes] = [configOf(endpoint), endpoint.cairn_shares ?? []];
  return routes.length === 0 ? config : { ...config, traffic_config: { ...config.traffic_config, routes } };
}

/** What was asked of it last, with the shares that hold now: what a form begins with. */
export function askedOf(endpoint: ServingEndpoint): EndpointConfig {
  return endpoint.pending_config ?? sharedNow(endpoint);
}

/** Of all requests, how many in a hundred an entity gets. */
export function shareOf(config: EndpointConfig, entity: ServedEntity): number {
  const route = config.traffic_config?.routes?.find((one) => targetOf(one) === entity.name);
  return route?.traffic_percentage ?? 0;
}

type Route = NonNullable<NonNullable<EndpointConfig['traffic_config']>['routes']>[number];

export function targetOf({ served_entity_name: entity, served_model_name: model }: Route): string {
  return entity ?? model ?? '';
}

/** The alias that an entity follows; undefined where it is one version for good. */
export function aliasOf({ entity_version: version }: ServedEntity): string | undefined {
  return version?.startsWith('@') === true ? version.slice(1) : undefined;
}

/** The version that answers, or that is to; undefined while an alias is followed to none. */
export function versionOf(entity: ServedEntity): string | undefined {
  return entity.served_version ?? (aliasOf(entity) === undefined ? (entity.entity_version ?? undefined) : undefined);
}

/** Whether the model of an entity is loaded when somebody asks it. */
export const isAtRest = ({ state }: ServedEntity): boolean => state?.cairn_reason?.kind === 'SCALED_TO_ZERO';

/** Why something is as it is: in a sentence of the server, and in values, from which pages make their own. */
export type Reason = { message?: string | null | undefined; reason?: ServedReason | null | undefined };

/** What somebody should know of an endpoint, such as why it is not ready; each once. */
export function reasonsOf(endpoint: ServingEndpoint): Reason[] {
  const entities = [endpoint.config, endpoint.pending_config].flatMap((config) => config?.served_entities ?? []);
  const told = entities.flatMap((entity) => {
    const message = entity.state?.deployment_state_message ?? '';
    return message === '' || isAtRest(entity)
      ? []
      : [[message, { message, reason: entity.state?.cairn_reason }] as const];
  });
  return [...new Map<string, Reason>(told).values()];
}

/** The endpoints that answer with a version of a model. */
export function servingOf(endpoints: readonly ServingEndpoint[], model: string, version: string): ServingEndpoint[] {
  return endpoints.filter((endpoint) =>
    (endpoint.config?.served_entities ?? []).some(
      ({ entity_name: name, served_version: answers }) => name === model && answers === version,
    ),
  );
}
