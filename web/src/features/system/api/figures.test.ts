import { describe, expect, it } from 'vitest';
import { concernsOf, figuresOf, remembered } from './figures';
import type { Health } from './health';

const HEALTH: Health = {
  version: '1.0.0',
  mlflow_version: '3.17.2',
  started_time: 1,
  now: 10_000,
  database: { kind: 'sqlite', version: '3', place: 'cairn.db', free_bytes: 50e9, waiting: 0 },
  artifacts: { kind: 'folder', place: '/data', reachable: true, free_bytes: 50e9, total_bytes: 100e9 },
  process: { java: '25', cpu_load: 0.5, heap_used_bytes: 10 },
  requests: { answered: 100, refused: 1, failed: 0, millis: 500, busiest: [] },
  tasks: [{ name: 'trash', failures: 2, failed_time: 5, ended_time: 9 }],
};

describe('figures', () => {
  it('are what happened between two answers', () => {
    const later = { ...HEALTH, now: 12_000, requests: { ...HEALTH.requests, answered: 120, failed: 1, millis: 600 } };
    expect(figuresOf([HEALTH, later])).toEqual([
      { time: 12_000, perSecond: 10, meanMillis: 5, failedPerMinute: 30, cpuLoad: 0.5, heapUsed: 10 },
    ]);
    expect(figuresOf([HEALTH])).toEqual([]);
  });

  it('begin anew with a server that does', () => {
    const other = { ...HEALTH, started_time: 2 };
    expect(remembered([HEALTH, HEALTH], other)).toEqual([other]);
    expect(remembered([HEALTH], HEALTH)).toHaveLength(2);
  });
});

describe('concerns', () => {
  it('are none where all is well', () => {
    expect(concernsOf(HEALTH)).toEqual([]);
  });

  it('are a store that is away, a full disk, a task whose last turn failed, and a queue', () => {
    const bad: Health = {
      ...HEALTH,
      artifacts: { ...HEALTH.artifacts, reachable: false, problem: 'away', free_bytes: 1e9, total_bytes: 100e9 },
      tasks: [{ name: 'trash', failures: 3, failed_time: 9, ended_time: 9 }],
      database: { ...HEALTH.database, waiting: 500 },
    };
    expect(concernsOf(bad).map((concern) => concern.of)).toEqual(['store', 'disk', 'task', 'database']);
  });
});
