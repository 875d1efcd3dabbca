import { expect, test } from 'vitest';
import {
  askedOf,
  isAtRest,
  isSettled,
  reasonsOf,
  servingOf,
  sharedNow,
  type ServedEntity,
  type ServingEndpoint,
} from './endpoints';

type Deployment = NonNullable<ServedEntity['state']>['deployment'];

function endpoint(state: ServingEndpoint['state'], ...deployments: Deployment[]): ServingEndpoint {
  const entities = deployments.map((deployment) => ({ entity_name: 'wine', state: { deployment } }));
  return { id: '1', name: 'cellar', state, config: { served_entities: entities } };
}

const resting = { ready: 'NOT_READY', config_update: 'NOT_UPDATING' } as const;

test('an endpoint whose entities answer or failed for good is on its way nowhere', () => {
  expect(isSettled(endpoint(resting, 'DEPLOYMENT_FAILED'))).toBe(true);
  expect(isSettled(endpoint(resting, 'DEPLOYMENT_READY', 'DEPLOYMENT_FAILED'))).toBe(true);
  expect(isSettled(endpoint(resting, 'DEPLOYMENT_FAILED', 'DEPLOYMENT_CREATING'))).toBe(false);
  expect(isSettled(endpoint(resting))).toBe(false);
  expect(isSettled(endpoint({ ...resting, config_update: 'IN_PROGRESS' }, 'DEPLOYMENT_FAILED'))).toBe(false);
  expect(isSettled(endpoint({ ...resting, config_update: 'UPDATE_FAILED' }))).toBe(true);
});

test('a version is served by the endpoints that answer with it, not by those that are to', () => {
  const one = { entity_name: 'wine', entity_version: '1' };
  const answers = { ...endpoint(resting), config: { served_entities: [{ ...one, served_version: '1' }] } };
  const follows = {
    ...endpoint(resting),
    config: { served_entities: [{ ...one, entity_version: '@champion', served_version: '1' }] },
  };
  const loads = { ...endpoint(resting), config: { served_entities: [one] } };
  const waits = { id: '2', name: 'later', state: resting, pending_config: { served_entities: [one] } };
  expect(servingOf([answers, follows, loads, waits], 'wine', '1')).toEqual([answers, follows]);
  expect(servingOf([answers], 'wine', '2')).toEqual([]);
  expect(servingOf([answers], 'beer', '1')).toEqual([]);
});

test('what should be known of an endpoint is told once, and that a model rests is no such thing', () => {
  const state = (message: string, kind: 'SCALED_TO_ZERO' | 'LOADING') => ({
    state: {
      deployment: 'DEPLOYMENT_READY' as const,
      deployment_state_message: message,
      cairn_reason: { kind },
    },
  });
  const entities = [state('It rests.', 'SCALED_TO_ZERO'), state('It loads.', 'LOADING'), state('It loads.', 'LOADING')];
  const told = { ...endpoint(resting), config: { served_entities: entities } };
  expect(reasonsOf(told)).toEqual([{ message: 'It loads.', reason: { kind: 'LOADING' } }]);
  expect(entities.map(isAtRest)).toEqual([true, false, false]);
  expect(reasonsOf(endpoint(resting, 'DEPLOYMENT_READY'))).toEqual([]);
});

test('the shares of an endpoint are those of its configuration, or what a rollout makes of them', () => {
  const traffic_config = { cairn_key: 'caller', routes: [{ served_entity_name: 'old', traffic_percentage: 100 }] };
  const rests = { ...endpoint(resting), config: { traffic_config } };
  expect(sharedNow(rests)).toBe(rests.config);
  const routes = [{ served_entity_name: 'new', traffic_percentage: 25 }];
  expect(sharedNow({ ...rests, cairn_shares: routes }).traffic_config).toEqual({ cairn_key: 'caller', routes });
});

test('what was asked of an endpoint last is what is being loaded, or what it serves with the shares of now', () => {
  const config = { config_version: 1, traffic_config: { routes: [] } };
  const serves = { ...endpoint(resting), config };
  expect(askedOf(serves)).toBe(config);
  const routes = [{ served_entity_name: 'new', traffic_percentage: 25 }];
  expect(askedOf({ ...serves, cairn_shares: routes })).toEqual({ ...config, traffic_config: { routes } });
  const pending = { config_version: 2 };
  expect(askedOf({ ...serves, pending_config: pending })).toBe(pending);
});
