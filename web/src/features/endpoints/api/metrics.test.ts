import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import {
  lineOf,
  metricsQuery,
  quantileAt,
  quantileOfAll,
  rateAt,
  readHistory,
  readMetrics,
  type Answer,
} from './metrics';

function text(count: number, fast: number): string {
  const labels = 'endpoint_name="wine",served_model_name="a"';
  return [
    '# HELP request_count_total Requests that were answered',
    '# TYPE request_count_total counter',
    `request_count_total{${labels}} ${count}`,
    `request_latency_ms_bucket{${labels},le="1"} ${fast}`,
    `request_latency_ms_bucket{${labels},le="10"} ${count}`,
    `request_latency_ms_bucket{${labels},le="+Inf"} ${count}`,
    `request_latency_ms_sum{${labels}} 12.5`,
    'cpu_usage_percentage{endpoint_name="wine",served_model_name="b"} 3.25',
    '',
  ].join('\n');
}

const answer = (at: number, count: number, fast: number): Answer => ({ at, byEntity: readMetrics(text(count, fast)) });

test('what Prometheus reads is read, by entities', () => {
  const read = readMetrics(text(7, 4));
  expect(read.get('a')?.values['request_count_total']).toBe(7);
  expect(read.get('a')?.latency).toEqual([
    [1, 4],
    [10, 7],
    [Infinity, 7],
  ]);
  expect(read.get('b')?.values['cpu_usage_percentage']).toBe(3.25);
  expect(readMetrics('no such thing')).toEqual(new Map());
});

test('versions of an entity are counted together', () => {
  const labels = (version: string) => `endpoint_name="wine",served_model_name="a",served_model_version="${version}"`;
  const read = readMetrics(
    [
      `request_count_total{${labels('1')}} 2`,
      `request_count_total{${labels('2')}} 3`,
      `cpu_usage_percentage{${labels('2')}} 3.25`,
      `request_latency_ms_bucket{${labels('1')},le="1"} 1`,
      `request_latency_ms_bucket{${labels('1')},le="+Inf"} 2`,
      `request_latency_ms_bucket{${labels('2')},le="1"} 2`,
      `request_latency_ms_bucket{${labels('2')},le="+Inf"} 3`,
    ].join('\n'),
  ).get('a');
  expect(read).toEqual({
    values: { request_count_total: 5, cpu_usage_percentage: 3.25 },
    latency: [
      [1, 3],
      [Infinity, 5],
    ],
  });
});

test('a rate is of the last minute, and unknown after the server was started anew', () => {
  const answers = [answer(0, 0, 0), answer(50_000, 100, 0), answer(100_000, 200, 0), answer(105_000, 3, 0)];
  expect(rateAt(answers, 0, 'a', 'request_count_total')).toBeUndefined();
  expect(rateAt(answers, 2, 'a', 'request_count_total')).toBe(2);
  expect(rateAt(answers, 3, 'a', 'request_count_total')).toBeUndefined();
  expect(rateAt(answers, 2, 'b', 'request_count_total')).toBeUndefined();
});

test('a rate and a quantile are never of a longer time than a minute', () => {
  const answers = [answer(0, 10, 10), answer(60_001, 20, 15), answer(120_001, 50, 30)];
  expect(rateAt(answers, 1, 'a', 'request_count_total')).toBeUndefined();
  expect(quantileAt(answers, 1, 'a', 0.5)).toBeUndefined();
  expect(rateAt(answers, 2, 'a', 'request_count_total')).toBe(0.5);
});

test('a quantile lies between the ends of a step, and is of the last minute', () => {
  const answers = [answer(0, 10, 10), answer(5_000, 20, 15)];
  expect(quantileAt(answers, 0, 'a', 0.5)).toBeUndefined();
  expect(quantileAt(answers, 1, 'a', 0.5)).toBe(1);
  expect(quantileAt(answers, 1, 'a', 0.9)).toBeCloseTo(8.2);
  expect(quantileAt([answer(0, 5, 5), answer(5_000, 5, 5)], 1, 'a', 0.5)).toBeUndefined();
  expect(quantileAt([answer(0, 5, 5), answer(5_000, 6, 4)], 1, 'a', 0.5)).toBeUndefined();
  const all = answers[0]?.byEntity.get('a');
  expect(all && quantileOfAll(all, 0.5)).toBe(0.5);
});

test('a line of a chart has the points that are known', () => {
  const answers = [answer(0, 0, 0), answer(5_000, 10, 10), answer(10_000, 10, 10)];
  const line = lineOf(answers, 'a', 3, (place) => rateAt(answers, place, 'a', 'request_count_total'));
  expect(line).toMatchObject({ id: 'a', place: 3, x: [5_000, 10_000], y: [2, 1], points: 2 });
});

test('what the server kept is drawn as what was seen, by the clock of the page', () => {
  const moment = (timestamp: number, requests: number, cpu: number | null) => ({
    timestamp,
    requests,
    refused: 1,
    failed: 0,
    cpu,
    memory: null,
    latency: [0, requests],
  });
  const entities = [
    { name: 'a', moments: [moment(15_000, 3, 2.5), moment(30_000, 33, null), moment(40_000, 40, null)] },
    { name: 'b', moments: [moment(30_000, 1, null), moment(40_000, 1, null)] },
  ];
  const answers = readHistory({ latency_ends_ms: [0.5], entities }, 1_040_000);
  expect(answers.map(({ at }) => at)).toEqual([1_015_000, 1_030_000]);
  expect([...(answers[1]?.byEntity.keys() ?? [])]).toEqual(['a', 'b']);
  expect(answers[0]?.byEntity.get('a')).toEqual({
    values: {
      request_count_total: 3,
      request_4xx_count_total: 1,
      request_5xx_count_total: 0,
      cpu_usage_percentage: 2.5,
    },
    latency: [
      [0.5, 0],
      [Infinity, 3],
    ],
  });
  expect(rateAt(answers, 1, 'a', 'request_count_total')).toBe(2);
  expect(readHistory({}, 0)).toEqual([]);
});

const HOUR = 3_600_000;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A server that kept moments every 15 seconds for so long, as is asked of it, and what looks at it. */
function looked(keptMillis: number) {
  vi.useFakeTimers({ toFake: ['Date'] });
  const asked: string[] = [];
  const told = () => {
    const times = Array.from({ length: keptMillis / 15_000 + 1 }, (_, place) => place * 15_000);
    const moments = times.map((timestamp) => ({ timestamp, requests: 0, refused: 0, failed: 0, latency: [0, 0] }));
    return { latency_ends_ms: [1], entities: [{ name: 'a', moments }] };
  };
  vi.stubGlobal('fetch', (request: Request | string) => {
    const path = new URL(typeof request === 'string' ? request : request.url, 'http://localhost').pathname;
    asked.push(path.split('/').at(-1) ?? '');
    return Promise.resolve(path.endsWith('history') ? Response.json(told()) : new Response(text(7, 4)));
  });
  const client = new QueryClient();
  const lookAt = async (at: number) => {
    vi.setSystemTime(at);
    return (await client.query(metricsQuery('wine'))).map((one) => one.at);
  };
  return { asked, lookAt };
}

test('while one looks, what was seen goes on', async () => {
  const { asked, lookAt } = looked(30_000);
  const begin = 10 * HOUR;
  expect(await lookAt(begin)).toEqual([begin - 30_000, begin - 15_000, begin]);
  expect(await lookAt(begin + 30_000)).toEqual([begin - 30_000, begin - 15_000, begin, begin + 30_000]);
  expect(asked).toEqual(['metrics', 'metrics-history', 'metrics']);
});

test('after a silence, what the server kept meanwhile is read, behind what was seen before', async () => {
  const { asked, lookAt } = looked(45_000);
  const begin = 10 * HOUR;
  const seen = await lookAt(begin);
  expect(seen).toEqual([begin - 45_000, begin - 30_000, begin - 15_000, begin]);
  const back = begin + 30_001;
  expect(await lookAt(back)).toEqual([...seen.slice(0, -1), back - 45_000, back - 30_000, back - 15_000, back]);
  expect(asked).toEqual(['metrics', 'metrics-history', 'metrics', 'metrics-history']);
});

test('what was seen stays where the server has forgotten it', async () => {
  const { lookAt } = looked(0);
  const begin = 10 * HOUR;
  expect(await lookAt(begin)).toEqual([begin]);
  expect(await lookAt(begin + 60_000)).toEqual([begin, begin + 60_000]);
});

test('no more than two hours are shown', async () => {
  const { lookAt } = looked(2 * HOUR + 60_000);
  const begin = 10 * HOUR;
  expect((await lookAt(begin))[0]).toBe(begin - 2 * HOUR + 15_000);
  expect((await lookAt(begin + 20_000))[0]).toBe(begin - 2 * HOUR + 30_000);
});
