import { expect, test } from 'vitest';
import type { ServingEndpoint } from '@/lib/endpoints';
import { loggedNames } from './logs';

const config = (...names: string[]) => ({ served_entities: names.map((name) => ({ name })) });

const endpoint: ServingEndpoint = {
  id: '1',
  name: 'wine',
  state: { ready: 'READY', config_update: 'IN_PROGRESS' },
  config: config('old', 'both'),
  pending_config: config('both', 'new'),
};

test('there are lines about what answers, what is to, and what could not be loaded last', () => {
  expect(loggedNames(endpoint)).toEqual(['old', 'both', 'new']);
  const failed = { ...endpoint, pending_config: null };
  expect(loggedNames(failed, { outcome: 'FAILED', config: config('both', 'bad') })).toEqual(['old', 'both', 'bad']);
  expect(loggedNames(failed, { outcome: 'SERVED', config: config('bad') })).toEqual(['old', 'both']);
});
