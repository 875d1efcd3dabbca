import { expect, test } from 'vitest';
import { configFrom, draftOf, isWhole, nameOf, newEntity, sumOf, twins } from './draft';

const one = { ...newEntity(0, 'wine', '@champion'), share: '90' };
const other = { ...newEntity(1, 'wine', '2'), name: 'challenger', share: '10' };

test('what a configuration says is in its form, and comes out of it again', () => {
  const config = configFrom([one, other]);
  expect(config.traffic_config?.routes).toEqual([
    { served_entity_name: 'wine-champion', traffic_percentage: 90 },
    { served_entity_name: 'challenger', traffic_percentage: 10 },
  ]);
  expect(configFrom(draftOf(config))).toEqual(config);
});

test('what the form does not show stays', () => {
  const entity = { name: 'a', entity_name: 'wine', entity_version: '1', max_provisioned_concurrency: 8 };
  const routes = [{ served_entity_name: 'a', traffic_percentage: 100 }];
  expect(configFrom(draftOf({ served_entities: [entity], traffic_config: { routes } })).served_entities).toEqual([
    entity,
  ]);
});

test('shares are whole numbers, 100 together', () => {
  expect(sumOf([one, other])).toBe(100);
  expect(isWhole([one, other])).toBe(true);
  expect(isWhole([one])).toBe(false);
  for (const share of ['', '1.5', '-1', '101', 'ten']) expect(sumOf([{ ...one, share }])).toBeNaN();
});

test('each entity has a name of its own', () => {
  expect(nameOf({ name: '', model: 'my model', version: '@champion' })).toBe('my-model-champion');
  expect(nameOf({ name: '', model: '日本', version: '@最新' })).toBe('model');
  expect(twins([one, { ...other, name: 'wine-champion' }])).toEqual(new Set(['wine-champion']));
  expect(isWhole([one, { ...other, name: 'wine-champion' }])).toBe(false);
});

test('an endpoint serves something', () => {
  expect(isWhole([])).toBe(false);
  expect(isWhole([newEntity(0, 'wine')])).toBe(false);
});
