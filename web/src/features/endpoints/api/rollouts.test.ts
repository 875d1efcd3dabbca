import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { ServingEndpoint } from '@/lib/endpoints';
import {
  answering,
  faultOf,
  limitsOf,
  mayRollOut,
  readBeside,
  rolloutFrom,
  rolloutQuery,
  sharedBy,
  stepsOf,
  USUAL,
  waitOf,
  type Rollout,
} from './rollouts';

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

test('requests are counted as pages write them, and what may be two numbers is asked about', () => {
  expect(rolloutFrom({ ...USUAL, requests: '1,000', millis: '2,5' }, 0)).toMatchObject({
    least_requests: 1_000,
    limits: { p95_ms: 2.5 },
  });
  expect(rolloutFrom({ ...USUAL, millis: '1,500' }, 0)).toBeUndefined();
  for (const part of ['minutes', 'errors', 'errorsAbove', 'millis', 'times'] as const) {
    expect(faultOf(part, '1,500')).toBe('ambiguous');
    expect(faultOf(part, '1.5')).toBeUndefined();
  }
  expect(faultOf('requests', '1,000')).toBeUndefined();
  for (const text of ['', '0', '1.5', '10,00']) expect(faultOf('requests', text)).toBe('badRequests');
  for (const text of ['', '0', 'soon']) expect(faultOf('minutes', text)).toBe('badMinutes');
  expect(['', '0', 'many'].map((text) => faultOf('errors', text))).toEqual([undefined, undefined, 'badLimit']);
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

test('a rollout may start once it is known that none is under way', () => {
  const served = { served_entities: [{ name: 'old' }, { name: 'new' }] };
  const endpoint = { permission_level: 'CAN_MANAGE', config: served } as ServingEndpoint;
  const running = { state: 'RUNNING' } as Rollout;
  expect(mayRollOut(endpoint, null)).toBe(true);
  expect(mayRollOut(endpoint, { ...running, state: 'ABORTED' })).toBe(true);
  expect(mayRollOut(endpoint, undefined)).toBe(false);
  expect(mayRollOut(endpoint, running)).toBe(false);
  expect(mayRollOut({ ...endpoint, permission_level: 'CAN_QUERY' }, null)).toBe(false);
  expect(mayRollOut({ ...endpoint, pending_config: served }, null)).toBe(false);
  expect(mayRollOut({ ...endpoint, config: { served_entities: [{ name: 'old' }] } }, null)).toBe(false);
});

test('a rollout waits for its time, and for as many requests as its entity still needs', () => {
  const figures = [
    { entity: 'old', requests: 400 },
    { entity: 'new', requests: 40 },
  ];
  const plan = { entity: 'new', step_timestamp: 1_000, hold_seconds: 2, least_requests: 100 };
  const rollout = { ...plan, figures } as unknown as Rollout;
  expect(waitOf(rollout, 2_999)).toEqual({ until: 3_000, requests: 60 });
  expect(waitOf({ ...rollout, least_requests: 40 }, 3_000)).toEqual({ until: undefined, requests: 0 });
  expect(waitOf({ ...rollout, figures: [] }, 3_000)).toEqual({ until: undefined, requests: 100 });
});

test('the limits that a rollout does not have are left out', () => {
  const limits = { error_percentage: 0, p95_ms: null, p99_times_others: 2.5 };
  expect(limitsOf({ limits } as unknown as Rollout)).toEqual([
    ['error_percentage', 0],
    ['p99_times_others', 2.5],
  ]);
});

afterEach(() => vi.unstubAllGlobals());

test('what is shown beside a rollout is read anew, the rollout itself is not, and only the shares are waited for', async () => {
  const client = new QueryClient();
  const read: string[] = [];
  const stops = ['one', 'rollout', 'events'].map((part) =>
    new QueryObserver(client, {
      queryKey: ['endpoints', part, 'wine'],
      queryFn: () => {
        read.push(part);
        return part === 'events' && read.length > 3 ? new Promise<string>(() => {}) : part;
      },
    }).subscribe(() => {}),
  );
  await expect.poll(() => client.isFetching()).toBe(0);
  await readBeside(client, 'wine');
  expect(read.slice(0, 3)).toEqual(['one', 'rollout', 'events']);
  expect(read.slice(3).toSorted()).toEqual(['events', 'one']);
  stops.forEach((stop) => stop());
});

test('when a rollout has ended by itself, the shares beside it are those of its end', async () => {
  let state = 'RUNNING';
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ state })));
  const client = new QueryClient();
  const shares = { queryKey: ['endpoints', 'one', 'wine'], queryFn: () => `shares while ${state}` };
  const stop = new QueryObserver(client, shares).subscribe(() => {});
  await expect.poll(() => client.getQueryData(shares.queryKey)).toBe('shares while RUNNING');
  expect(await client.query(rolloutQuery('wine'))).toEqual({ state: 'RUNNING' });
  state = 'DONE';
  expect(await client.query(rolloutQuery('wine'))).toEqual({ state: 'DONE' });
  expect(client.getQueryData(shares.queryKey)).toBe('shares while DONE');
  stop();
});
