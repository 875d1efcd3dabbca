import type { APIRequestContext } from '@playwright/test';
import { drawing } from './charted';
import { held } from './held';
import { expect, test } from './page';
import { logSweep, post, row } from './sweep';

async function begin(request: APIRequestContext, experiment: string, name: string): Promise<string> {
  const body = { experiment_id: experiment, run_name: name, start_time: Date.now() };
  return (await post<{ run: { info: { run_id: string } } }>(request, 'runs/create', body)).run.info.run_id;
}

function log(request: APIRequestContext, run: string, value: number, step: number): Promise<unknown> {
  return post(request, 'runs/log-metric', { run_id: run, key: 'loss', value, timestamp: Date.now(), step });
}

test('what happens until the stream of the table opens shows as soon as it does', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  const run = await begin(request, experiment, 'early');
  const opening = await held(page, /events/);
  await page.goto(`/#/experiments/${experiment}/runs?show=table`);
  await expect(row(page, 'early')).toBeVisible();
  await opening.come();
  await log(request, run, 123.5, 1);
  await begin(request, experiment, 'newcomer');
  opening.letGo();
  await expect(row(page, 'early')).toContainText('123.5');
  await expect(page.getByRole('button', { name: '1 new run' })).toBeVisible();
  await expect(row(page, 'newcomer')).toBeHidden();
});

test('points that come until the stream opens are drawn as soon as it does', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  const run = await begin(request, experiment, 'early');
  for (const step of [0, 1]) await log(request, run, step, step);
  const opening = await held(page, /events/);
  await page.goto(`/#/experiments/${experiment}/runs?show=charts`);
  const points = async () => Number(await drawing(page, 'loss').getAttribute('data-points'));
  await expect.poll(points).toBeGreaterThan(1);
  const before = await points();
  await opening.come();
  await log(request, run, 2, 2);
  opening.letGo();
  await expect.poll(points).toBe(before + 1);
});

test('what happens while one looks elsewhere for a moment shows in the table', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  const run = await begin(request, experiment, 'left');
  await page.clock.setFixedTime(Date.now()); // what was read stays fresh
  const streaming = page.waitForResponse(/events/);
  await page.goto(`/#/experiments/${experiment}/runs?show=table`);
  await streaming;
  await expect(row(page, 'left')).toBeVisible();
  await page.getByRole('link', { name: 'Traces' }).click();
  await page.waitForURL(/traces/);
  await log(request, run, 123.5, 1);
  await page.goBack();
  await expect(row(page, 'left')).toContainText('123.5');
});

test('an older answer does not undo what was heard of meanwhile', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  const run = await begin(request, experiment, 'overtaken');
  await log(request, run, 1, 1);
  const streaming = page.waitForResponse(/events/);
  await page.goto(`/#/experiments/${experiment}/runs?show=table`);
  await streaming;
  let answered = 0;
  let give: () => void = () => undefined;
  const later = new Promise<void>((resolve) => (give = resolve));
  await page.route(/cairn\/runs\/table/, async (route) => {
    const response = await route.fetch();
    answered++;
    await later;
    await route.fulfill({ response });
  });
  await expect(row(page, 'overtaken')).toBeVisible();
  await begin(request, experiment, 'newcomer');
  await page.getByRole('button', { name: '1 new run' }).click();
  await expect.poll(() => answered).toBeGreaterThan(0);
  await log(request, run, 123.5, 2);
  await expect(row(page, 'overtaken')).toContainText('123.5');
  give();
  await expect(row(page, 'newcomer')).toBeVisible();
  await expect(row(page, 'overtaken')).toContainText('123.5');
});
