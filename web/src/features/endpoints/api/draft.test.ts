import { expect, test } from 'vitest';
import { textOf } from './configs';
import {
  configFrom,
  draftOf,
  faultOf,
  hasShare,
  isWhole,
  missingOf,
  nameOf,
  newEntity,
  placesOf,
  sumOf,
  twins,
  without,
  withModel,
  withShadow,
} from './draft';

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

test('all that the server tells of an entity stays, but for what it says by itself, and is compared', () => {
  const entity = {
    name: 'a',
    entity_name: 'wine',
    entity_version: '1',
    workload_size: 'Medium',
    workload_type: 'CPU_LARGE',
    scale_to_zero_enabled: true,
    min_provisioned_concurrency: 2,
    environment_vars: { LEVEL: 'debug' },
  };
  const told = {
    ...entity,
    max_provisioned_concurrency: null,
    creator: 'ann',
    creation_timestamp: 1,
    served_version: '1',
    state: { deployment: 'DEPLOYMENT_READY' as const },
  };
  const drafts = draftOf({ served_entities: [told], traffic_config: null });
  expect(configFrom(drafts).served_entities).toEqual([entity]);
  expect((JSON.parse(textOf({ served_entities: [told] })) as { served_entities: unknown }).served_entities).toEqual([
    entity,
  ]);
  const nothing = { environment_vars: {}, scale_to_zero_enabled: false, workload_size: null };
  const bare = { name: 'a', entity_name: 'wine', entity_version: '1' };
  expect(configFrom(draftOf({ served_entities: [{ ...bare, ...nothing }] })).served_entities).toEqual([bare]);
});

test('a name that was made of a version goes with it; one that somebody gave stays', () => {
  const served = (name: string) => ({ name, entity_name: 'wine', entity_version: '1' });
  const names = draftOf({ served_entities: [served('wine-1'), served('mine')] }).map((draft) =>
    nameOf({ ...draft, version: '2' }),
  );
  expect(names).toEqual(['wine-2', 'mine']);
});

test('shares are whole numbers, 100 together', () => {
  expect(sumOf([one, other])).toBe(100);
  expect(isWhole([one, other])).toBe(true);
  expect(isWhole([one])).toBe(false);
  for (const share of ['', '1.5', '-1', '101', 'ten']) {
    expect(sumOf([{ ...one, share }])).toBeNaN();
    expect(hasShare({ ...one, share })).toBe(false);
  }
  expect(hasShare(one)).toBe(true);
});

test('each entity has a name of its own', () => {
  expect(nameOf({ name: '', model: 'my model', version: '@champion' })).toBe('my-model-champion');
  expect(nameOf({ name: '', model: '日本', version: '@最新' })).toBe('model');
  expect(twins([one, { ...other, name: 'wine-champion' }])).toEqual(new Set(['wine-champion']));
  expect(isWhole([one, { ...other, name: 'wine-champion' }])).toBe(false);
});

test('variables have names of their own, and go along with what the form does not show', () => {
  const variables = [
    { key: 0, name: 'LEVEL', value: 'debug' },
    { key: 1, name: ' KEY ', value: '{{secrets/prod/key}}' },
  ];
  const entity = { ...one, share: '100', variables };
  expect(isWhole([entity])).toBe(true);
  expect(configFrom([entity]).served_entities?.[0]?.environment_vars).toEqual({
    LEVEL: 'debug',
    KEY: '{{secrets/prod/key}}',
  });
  expect(draftOf(configFrom([entity]))[0]?.variables.map(({ name }) => name)).toEqual(['LEVEL', 'KEY']);
  for (const name of ['', '1A', 'A-B', 'A B']) expect(faultOf({ key: 2, name, value: '' }, variables)).toBe('name');
  expect(faultOf({ key: 2, name: 'KEY', value: '' }, variables)).toBe('twice');
  expect(isWhole([{ ...entity, variables: [...variables, { key: 2, name: '', value: '' }] }])).toBe(false);
});

test('what is missing of an entity is told', () => {
  expect(missingOf(newEntity(0))).toBe('model');
  expect(missingOf(newEntity(0, 'wine'))).toBe('version');
  expect(missingOf({ ...one, variables: [{ key: 0, name: '1A', value: '' }] })).toBe('variable');
  expect(missingOf(one)).toBeUndefined();
});

const placesIn = (drafts: ReturnType<typeof draftOf>, places: string[]) =>
  configFrom(drafts, '', places).served_entities?.map((entity) => entity.cairn_placement);

test('another model has no version yet, and the same one again has the version that it had', () => {
  const pinned = { ...newEntity(0, 'wine', '1'), name: 'mine' };
  const typed = withModel(pinned, 'wines');
  expect(typed).toMatchObject({ model: 'wines', version: '', name: 'mine' });
  expect(withModel(typed, 'wine')).toMatchObject({ model: 'wine', version: '1' });
  const proposed = withModel({ ...typed, version: '@champion' }, 'wine ');
  expect(proposed).toMatchObject({ model: 'wine ', version: '1' });
  expect(withModel(proposed, 'wines').version).toBe('@champion');
  expect(withModel({ ...newEntity(0, 'wine'), version: '' }, 'beer').version).toBe('');
});

test('where a model runs is said where the server has a cluster, and stays where nobody changes it', () => {
  const both = ['kubernetes', 'server'];
  const served = { name: 'a', entity_name: 'wine', entity_version: '1' };
  const [here] = draftOf({ served_entities: [served] });
  const [there] = draftOf({ served_entities: [{ ...served, cairn_placement: 'kubernetes' }] });
  const drafts = [here, there, newEntity(2, 'wine', '2')].flatMap((draft) => draft ?? []);
  expect(placesIn(drafts, both)).toEqual(['server', 'kubernetes', 'kubernetes']);
  expect(placesIn(drafts, both.toReversed())).toEqual(['server', 'kubernetes', 'server']);
  // A cluster that is gone is left only by choice.
  expect(placesIn(drafts, [])).toEqual([undefined, 'kubernetes', undefined]);
  expect(drafts.map((draft) => placesOf(draft, []).length)).toEqual([0, 2, 0]);
});

test('an endpoint serves something', () => {
  expect(isWhole([])).toBe(false);
  expect(isWhole([newEntity(0, 'wine')])).toBe(false);
});

test('a shadow has no share, and goes with the name of whom it follows', () => {
  const shadow = { ...newEntity(2, 'wine', '3'), share: '0', shadowOf: 0, kept: { cairn_shadow: { percentage: 50 } } };
  const config = configFrom([one, other, shadow], 'header:X-User');
  expect(config.served_entities?.[2]?.cairn_shadow).toEqual({ of: 'wine-champion', percentage: 50 });
  expect(config.traffic_config?.routes).toHaveLength(2);
  expect(config.traffic_config?.cairn_key).toBe('header:X-User');
  const drafts = draftOf(config);
  expect(drafts[2]?.shadowOf).toBe(0);
  expect(configFrom(drafts, 'header:X-User')).toEqual(config);
  const renamed = drafts.map((draft) => (draft.key === 0 ? { ...draft, name: 'main' } : draft));
  expect(configFrom(renamed).served_entities?.[2]?.cairn_shadow?.of).toBe('main');
  expect(isWhole(drafts)).toBe(true);
});

const shares = (drafts: ReturnType<typeof draftOf>) => drafts.map(({ share }) => share);

test('what becomes a shadow leaves all requests to the only one that answers', () => {
  const half = [
    { ...one, share: '50' },
    { ...other, share: '50' },
  ];
  const shadowed = withShadow(half, 1, 0);
  expect(shadowed.map(({ shadowOf }) => shadowOf)).toEqual([undefined, 0]);
  expect(shares(shadowed)).toEqual(['100', '0']);
  expect(isWhole(shadowed)).toBe(true);
  const answering = withShadow(shadowed, 1, undefined);
  expect(shares(answering)).toEqual(['100', '0']);
  expect(isWhole(answering)).toBe(true);
  const third = { ...newEntity(2, 'wine', '3'), share: '20' };
  expect(shares(withShadow([...half, third], 2, 0))).toEqual(['50', '50', '0']);
});

test('the shadow of what is removed answers, all requests if it is the only one', () => {
  const shadow = { ...newEntity(2, 'wine', '3'), share: '0', shadowOf: 0 };
  const left = without([{ ...one, share: '100' }, shadow], 0);
  expect(left).toEqual([{ ...shadow, shadowOf: undefined, share: '100' }]);
  expect(isWhole(left)).toBe(true);
  expect(shares(without([one, other, shadow], 2))).toEqual(['90', '10']);
  expect(shares(without([one, other, shadow], 0))).toEqual(['10', '0']);
  expect(shares(without([one, other, shadow], 1))).toEqual(['100', '0']);
});

test('a shadow of what is not served is none in the form', () => {
  const served = { name: 'a', entity_name: 'wine', entity_version: '1' };
  const [draft] = draftOf({ served_entities: [{ ...served, cairn_shadow: { of: 'gone' } }] });
  expect(draft?.shadowOf).toBeUndefined();
});
