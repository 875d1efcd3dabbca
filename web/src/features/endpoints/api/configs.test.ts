import { afterEach, expect, test, vi } from 'vitest';
import { newerThan } from './configs';

afterEach(() => vi.unstubAllGlobals());

const state = { ready: 'READY', config_update: 'NOT_UPDATING' };
const routes = (share: number) => [{ served_entity_name: 'a', traffic_percentage: share }];

test('what was asked for meanwhile is told, and shares that a rollout moved, but not how what is known fares', async () => {
  const entity = { name: 'a', entity_name: 'wine', entity_version: '1' };
  const known = { config_version: 1, served_entities: [entity], traffic_config: { routes: routes(100) } };
  const newer = (told: object) => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ id: '1', name: 'cellar', state, ...told })));
    return newerThan('cellar', known);
  };
  const answers = { ...entity, served_version: '1', state: { deployment: 'DEPLOYMENT_READY' } };
  const config = { ...known, served_entities: [answers] };
  expect(await newer({ pending_config: known })).toBeUndefined();
  expect(await newer({ config })).toBeUndefined();
  expect(await newer({ config, cairn_shares: routes(40) })).toMatchObject({ traffic_config: { routes: routes(40) } });
  const pending = { ...known, config_version: 2, served_entities: [{ ...entity, entity_version: '2' }] };
  expect(await newer({ config, pending_config: pending })).toEqual(pending);
});
