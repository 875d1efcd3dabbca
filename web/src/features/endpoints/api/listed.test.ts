import { expect, test } from 'vitest';
import type { ServingEndpoint } from '@/lib/endpoints';
import { BY_NAME, listed, sortAfter } from './listed';

function endpoint(name: string, changed: Partial<ServingEndpoint> = {}): ServingEndpoint {
  return { id: name, name, state: { ready: 'READY', config_update: 'NOT_UPDATING' }, ...changed };
}

const model = { served_entities: [{ name: 'a', entity_name: 'Wine-quality', entity_version: '1' }] };
const all = [
  endpoint('b', { config: model, creator: 'ann', last_updated_timestamp: 1 }),
  endpoint('a', { pending_config: model, state: { ready: 'NOT_READY', config_update: 'IN_PROGRESS' } }),
  endpoint('c', { tags: [{ key: 'team', value: 'cellar' }], last_updated_timestamp: 2 }),
];

const names = (found: readonly ServingEndpoint[]) => found.map(({ name }) => name);

test('endpoints are found by what is served, who made them, and their tags', () => {
  expect(names(listed(all, ' wine', BY_NAME))).toEqual(['a', 'b']);
  expect(names(listed(all, 'ANN', BY_NAME))).toEqual(['b']);
  expect(names(listed(all, 'team: cel', BY_NAME))).toEqual(['c']);
  expect(listed(all, 'nothing', BY_NAME)).toEqual([]);
});

test('they stand in the order that is asked for, and by name where that says nothing', () => {
  expect(names(listed(all, '', BY_NAME))).toEqual(['a', 'b', 'c']);
  expect(names(listed(all, '', { id: 'updated', descending: true }))).toEqual(['c', 'b', 'a']);
  expect(names(listed(all, '', { id: 'state', descending: true }))).toEqual(['a', 'b', 'c']);
  expect(names(listed(all, '', { id: 'no such column', descending: false }))).toEqual(['a', 'b', 'c']);
});

test('every order can be turned round by clicks', () => {
  expect(sortAfter(BY_NAME)).toEqual({ id: 'name', descending: true });
  expect(sortAfter({ id: 'name', descending: true })).toEqual(BY_NAME);
  expect(sortAfter({ id: 'updated', descending: false })).toEqual(BY_NAME);
});
