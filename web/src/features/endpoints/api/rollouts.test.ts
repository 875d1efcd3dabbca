import { expect, test } from 'vitest';
import { answering, rolloutFrom, sharedBy, stepsOf, USUAL, type Rollout } from './rollouts';

test('steps grow from the share that there is', () => {
  expect(stepsOf('5, 25, 50, 100', 0)).toEqual([5, 25, 50, 100]);
  expect(stepsOf('5 25', 5)).toBeUndefined();
  for (const text of ['', '5, 5', '50, 101', '1.5', 'ten']) expect(stepsOf(text, 0)).toBeUndefined();
});

test('a form says what the server takes, and an empty limit is none', () => {
  expect(rolloutFrom({ ...USUAL, entity: 'new', minutes: '0.5', times: '' }, 0)).toEqual({
    entity: 'new',
    steps: [5, 25, 50, 100],
    hold_seconds: 30,
    least_requests: 100,
    limits: { error_percentage: 5, error_percentage_above_others: 2, p95_ms: null, p95_times_others: null },
  });
  expect(rolloutFrom({ ...USUAL, errors: 'many' }, 0)).toBeUndefined();
  expect(rolloutFrom({ ...USUAL, minutes: '' }, 0)).toBeUndefined();
});

test('a rollout moves the shares of its own configuration, while it runs', () => {
  const config = {
    config_version: 3,
    served_entities: [{ name: 'old' }, { name: 'new' }, { name: 'shadow', cairn_shadow: { of: 'old' } }],
    traffic_config: { cairn_key: 'caller', routes: [{ served_entity_name: 'old', traffic_percentage: 100 }] },
  };
  const shares = [{ served_entity_name: 'new', traffic_percentage: 25 }];
  const rollout = { state: 'RUNNING', config_version: 3, shares } as unknown as Rollout;
  expect(sharedBy(config, rollout).traffic_config).toEqual({ cairn_key: 'caller', routes: shares });
  expect(sharedBy(config, { ...rollout, state: 'TURNED_BACK' })).toBe(config);
  expect(sharedBy(config, { ...rollout, config_version: 2 })).toBe(config);
  expect(answering(config).map(({ name }) => name)).toEqual(['old', 'new']);
});
