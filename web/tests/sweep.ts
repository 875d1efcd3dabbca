import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from './page';

const API = '/ajax-api/2.0/mlflow';
const DEPTHS = ['3', '5', '7'];
const AT_ONCE = 20;

type Logged = { name: string; loss: number; depth: string; parent?: string | undefined; team?: string };

/** Asks the server itself, beside the page. */
export async function post<T>(request: APIRequestContext, path: string, data: object): Promise<T> {
  const answer = await request.post(`${API}/${path}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
}

async function log(request: APIRequestContext, experiment: string, run: Logged, start: number): Promise<string> {
  const tags = [
    { key: 'mlflow.source.name', value: '/home/ann/train.py' },
    ...(run.parent === undefined ? [] : [{ key: 'mlflow.parentRunId', value: run.parent }]),
    ...(run.team === undefined ? [] : [{ key: 'team', value: run.team }]),
  ];
  const body = { experiment_id: experiment, run_name: run.name, start_time: start, user_id: 'ann', tags };
  const made = await post<{ run: { info: { run_id: string } } }>(request, 'runs/create', body);
  const runId = made.run.info.run_id;
  const metrics = [
    { key: 'loss', value: run.loss, timestamp: start, step: 1 },
    { key: 'val/loss at 1', value: run.loss * 2, timestamp: start, step: 1 },
  ];
  await post(request, 'runs/log-batch', { run_id: runId, metrics, params: [{ key: 'depth', value: run.depth }] });
  await post(request, 'runs/update', { run_id: runId, status: 'FINISHED', end_time: start + 65_000 });
  return runId;
}

/** A new experiment with six runs, and a seventh, called sweep, that has three children. */
export async function logSweep(request: APIRequestContext): Promise<{ experiment: string; parent: string }> {
  const name = `table of a test ${Date.now()} ${Math.random()}`;
  const { experiment_id: experiment } = await post<{ experiment_id: string }>(request, 'experiments/create', { name });
  const now = Date.now() - 3_600_000;
  const parent = await log(request, experiment, { name: 'sweep', loss: 0.5, depth: '3' }, now);
  for (let i = 0; i < 3; i++) {
    const child = { name: `child-${i}`, loss: 0.1 * i, depth: DEPTHS[i] ?? '', parent };
    await log(request, experiment, child, now + 1_000 + i);
  }
  for (let i = 0; i < 6; i++) {
    const run = { name: `run-${i}`, loss: 1 + i, depth: DEPTHS[i % 3] ?? '', team: 'vision' };
    await log(request, experiment, run, now + 2_000 + i);
  }
  return { experiment, parent };
}

/** A new experiment with any number of runs, called run-0 and on, each with a metric of two steps. */
export async function logMany(request: APIRequestContext, count: number): Promise<string> {
  const name = `many runs of a test ${Date.now()} ${Math.random()}`;
  const { experiment_id: experiment } = await post<{ experiment_id: string }>(request, 'experiments/create', { name });
  const start = Date.now() - 3_600_000;
  const one = async (n: number) => {
    const body = { experiment_id: experiment, run_name: `run-${n}`, start_time: start + n };
    const { run } = await post<{ run: { info: { run_id: string } } }>(request, 'runs/create', body);
    const metrics = [0, 1].map((step) => ({ key: 'loss', value: n + step, timestamp: start + n, step }));
    await post(request, 'runs/log-batch', { run_id: run.info.run_id, metrics });
    await post(request, 'runs/update', { run_id: run.info.run_id, status: 'FINISHED', end_time: start + n + 60_000 });
  };
  for (let from = 0; from < count; from += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => one(from + n)));
  }
  return experiment;
}

export const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`\\b${name}\\b`) });
/** The names of the runs in sight, from the top. */
export const names = async (page: Page) =>
  (await page.getByRole('row').locator('a.truncate').allTextContents()).map((name) => name.trim());
