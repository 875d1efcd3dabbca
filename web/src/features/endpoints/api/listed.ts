import { configOf, STATES, stateOf, type ServingEndpoint } from '@/lib/endpoints';

export type Sort = { id: string; descending: boolean };

export const BY_NAME: Sort = { id: 'name', descending: false };

/** What comes after an order that a click took away: the first one, or where that was it, the other way round. */
export function sortAfter(before: Sort): Sort {
  return before.id === BY_NAME.id && !before.descending ? { ...BY_NAME, descending: true } : BY_NAME;
}

/** Those of which the name, a model, a tag or the creator holds a text, in an order. */
export function listed(endpoints: readonly ServingEndpoint[], text: string, sort: Sort): ServingEndpoint[] {
  const words = text.trim().toLowerCase();
  const order = ORDERS[sort.id] ?? byName;
  return endpoints
    .filter((endpoint) => words === '' || saidOf(endpoint).some((said) => said.toLowerCase().includes(words)))
    .toSorted((one, other) => (sort.descending ? -1 : 1) * order(one, other) || byName(one, other));
}

function saidOf(endpoint: ServingEndpoint): string[] {
  const models = (configOf(endpoint).served_entities ?? []).map(({ entity_name: model }) => model ?? '');
  const tags = (endpoint.tags ?? []).map(({ key, value }) => `${key}: ${value ?? ''}`);
  return [endpoint.name, endpoint.creator ?? '', ...models, ...tags];
}

type Order = (one: ServingEndpoint, other: ServingEndpoint) => number;

const byName: Order = (one, other) => one.name.localeCompare(other.name);

const ORDERS: Record<string, Order> = {
  name: byName,
  state: (one, other) => STATES.indexOf(stateOf(one)) - STATES.indexOf(stateOf(other)),
  creator: (one, other) => (one.creator ?? '').localeCompare(other.creator ?? ''),
  created: (one, other) => (one.creation_timestamp ?? 0) - (other.creation_timestamp ?? 0),
  updated: (one, other) => (one.last_updated_timestamp ?? 0) - (other.last_updated_timestamp ?? 0),
};
