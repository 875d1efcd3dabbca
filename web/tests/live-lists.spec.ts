import type { APIRequestContext } from '@playwright/test';
import { expect, expectAccessible, test } from './page';

const API = '/ajax-api/2.0/mlflow';

test('home shows runs as they begin and end, unless paused', async ({ page, request }) => {
  const experiment = await newExperiment(request, `home ${Date.now()}`);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Pause the live updates' })).toHaveText('Live');
  const running = page.getByRole('table', { name: 'Running now' });
  const first = await newRun(request, experiment, `first ${experiment}`);
  await expect(running.getByRole('link', { name: `first ${experiment}`, exact: true })).toBeVisible();
  await finish(request, first);
  const latest = page.getByRole('table', { name: 'Latest runs' });
  await expect(latest.getByRole('link', { name: `first ${experiment}`, exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Pause the live updates' }).click();
  await expect(page).toHaveURL(/live=false/);
  const second = await newRun(request, experiment, `second ${experiment}`);
  await expect(page.getByRole('button', { name: 'Go on with the live updates' })).toHaveText('Paused');
  await expect(page.getByText(`second ${experiment}`)).toBeHidden();
  await page.getByRole('button', { name: 'Go on with the live updates' }).click();
  await expect(running.getByRole('link', { name: `second ${experiment}`, exact: true })).toBeVisible();
  await expectAccessible(page);
  await finish(request, second);
});

test('experiments change where they stand, and new ones are told of', async ({ page, request }) => {
  const name = `list ${Date.now()}`;
  const known = await newExperiment(request, `${name} a`);
  await page.goto(`/#/experiments?q=${encodeURIComponent(name)}`);
  const rows = page.getByRole('grid', { name: 'Experiments' });
  await expect(rows.getByRole('link', { name: `${name} a` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause the live updates' })).toHaveText('Live');

  await request.post(`${API}/experiments/update`, { data: { experiment_id: known, new_name: `${name} renamed` } });
  await expect(rows.getByRole('link', { name: `${name} renamed` })).toBeVisible();
  await newExperiment(request, `${name} b`);
  await expect(page.getByRole('button', { name: '1 new experiment' })).toBeVisible();
  await expect(rows.getByRole('link', { name: `${name} b` })).toBeHidden();
  await page.getByRole('button', { name: '1 new experiment' }).click();
  await expect(rows.getByRole('link', { name: `${name} b` })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 new experiment' })).toBeHidden();
});

test('traces change where they stand, and new ones are told of', async ({ page, request }) => {
  const experiment = await newExperiment(request, `traced ${Date.now()}`);
  const known = await newTrace(request, experiment);
  await page.goto(`/#/experiments/${experiment}/traces`);
  const rows = page.getByRole('grid', { name: 'Traces' });
  const row = rows.getByRole('row').filter({ hasText: known });
  await expect(row).toContainText('In progress');
  await expect(page.getByRole('button', { name: 'Pause the live updates' })).toHaveText('Live');

  await request.patch(`${API}/traces/${known}`, { data: { timestamp_ms: Date.now(), status: 'OK' } });
  await expect(row).toContainText('OK');
  await expect(row).not.toContainText('In progress');
  const other = await newTrace(request, experiment);
  await page.getByRole('button', { name: '1 new trace' }).click();
  await expect(rows.getByRole('row').filter({ hasText: other })).toBeVisible();
  await expectAccessible(page);
});

test('runs that are compared follow what they log, unless paused', async ({ page, request }) => {
  const experiment = await newExperiment(request, `compared ${Date.now()}`);
  const [left, right] = [await newRun(request, experiment, 'left'), await newRun(request, experiment, 'right')];
  await log(request, left, 1.5);
  await page.goto(`/#/compare?runs=${encodeURIComponent(JSON.stringify([left, right]))}`);
  await expect(page.getByText('1.5', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause the live updates' })).toHaveText('Live');

  await log(request, right, 2.5);
  await expect(page.getByText('2.5', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Pause the live updates' }).click();
  await log(request, right, 3.5);
  await page.getByRole('button', { name: 'Go on with the live updates' }).click();
  await expect(page.getByText('3.5', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await finish(request, left);
  await finish(request, right);
  await expect(page.getByRole('button', { name: 'Pause the live updates' })).toBeHidden();
});

async function newExperiment(request: APIRequestContext, name: string): Promise<string> {
  const made = await request.post(`${API}/experiments/create`, { data: { name } });
  return ((await made.json()) as { experiment_id: string }).experiment_id;
}

async function newRun(request: APIRequestContext, experiment: string, name: string): Promise<string> {
  const data = { experiment_id: experiment, run_name: name, start_time: Date.now() + 120_000 };
  const made = await request.post(`${API}/runs/create`, { data });
  return ((await made.json()) as { run: { info: { run_id: string } } }).run.info.run_id;
}

async function newTrace(request: APIRequestContext, experiment: string): Promise<string> {
  const data = { experiment_id: experiment, timestamp_ms: Date.now() };
  const made = await request.post(`${API}/traces`, { data });
  return ((await made.json()) as { trace_info: { request_id: string } }).trace_info.request_id;
}

async function log(request: APIRequestContext, run: string, value: number): Promise<void> {
  await request.post(`${API}/runs/log-metric`, {
    data: { run_id: run, key: 'loss', value, timestamp: Date.now(), step: Math.round(value) },
  });
}

async function finish(request: APIRequestContext, run: string): Promise<void> {
  await request.post(`${API}/runs/update`, { data: { run_id: run, status: 'FINISHED' } });
}
