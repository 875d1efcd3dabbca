import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { drawing } from './charted';
import { expect, test } from './page';
import { logMany, logSweep, post, row } from './sweep';

const points = async (page: Page) => Number(await drawing(page, 'loss').getAttribute('data-points'));
const charted = (page: Page) => page.getByRole('list', { name: 'Runs' }).getByRole('button');

test('charts show the runs of the table from its first row on, wherever one looks', async ({ page, request }) => {
  const experiment = await logMany(request, 130);
  await page.goto(`/#/experiments/${experiment}/runs?show=both`);
  await expect.poll(() => points(page)).toBe(260);
  await page.getByRole('treegrid', { name: 'Runs' }).focus();
  await page.keyboard.press('End');
  await expect(row(page, 'run-0')).toBeVisible();
  await expect(charted(page)).toHaveCount(130);
  expect(await points(page)).toBe(260);
  await page.getByRole('button', { name: 'Charts', exact: true }).click();
  await page.reload();
  await expect.poll(() => points(page)).toBe(260);
  await expect(page.getByText('runs of the table are drawn')).toBeHidden();
});

test('charts of more runs than can be drawn say which are', async ({ page, request }) => {
  const experiment = await logMany(request, 210);
  await page.goto(`/#/experiments/${experiment}/runs?show=charts`);
  await expect(page.getByText('The first 200 runs of the table are drawn.')).toBeVisible();
  await expect(charted(page)).toHaveCount(200);
  await expect(charted(page).first()).toHaveText('run-209');
  await page.getByRole('combobox', { name: 'Filter runs' }).fill('metrics.loss <= 100');
  await page.keyboard.press('Enter');
  await expect(charted(page)).toHaveCount(100);
  await expect(page.getByText('runs of the table are drawn')).toBeHidden();
});

test('charts show what is open, at the top, and the best of groups', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  await page.goto(`/#/experiments/${experiment}/runs?show=both&nested=true`);
  await expect(charted(page)).toHaveText(['run-5', 'run-4', 'run-3', 'run-2', 'run-1', 'run-0', 'sweep']);
  await page.getByRole('button', { name: 'Show what is below' }).click();
  await expect(charted(page).getByText('child-1')).toBeVisible();
  await expect(charted(page)).toHaveCount(10);
  await page.reload();
  await expect(charted(page)).toHaveCount(10);

  await row(page, 'sweep').hover();
  await row(page, 'sweep').getByRole('button', { name: 'Keep at the top' }).click();
  await page.getByRole('combobox', { name: 'Filter runs' }).fill('run-3');
  await expect(charted(page)).toHaveText(['sweep', 'run-3']);

  const group = encodeURIComponent(JSON.stringify('params.depth'));
  await page.goto(`/#/experiments/${experiment}/runs?show=both&group=${group}`);
  await expect(page.getByText('Of each closed group its best run is drawn.')).toBeVisible();
  const names = async () => (await charted(page).allTextContents()).sort();
  await expect.poll(names).toEqual(['run-3', 'run-4', 'run-5']);
  await page
    .getByRole('row')
    .filter({ hasText: /^3\s*4/ })
    .getByRole('button', { name: 'Show what is below' })
    .click();
  await expect.poll(names).toEqual(['child-0', 'run-0', 'run-3', 'run-4', 'run-5', 'sweep']);
});

test('the name of a run is only text, also in charts and what is saved of them', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  const name = '<img src=x onerror=window.attacked=1> "&\u202Etxt';
  for (const suffix of ['', ' again']) {
    const body = { experiment_id: experiment, run_name: name + suffix, start_time: Date.now() };
    const { run } = await post<{ run: { info: { run_id: string } } }>(request, 'runs/create', body);
    const metrics = [0, 1, 2].map((step) => ({ key: 'hostile', value: step, timestamp: Date.now(), step }));
    await post(request, 'runs/log-batch', { run_id: run.info.run_id, metrics });
  }
  await page.goto(`/#/experiments/${experiment}/runs?show=both`);
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  const chart = page.getByRole('article', { name: 'hostile', exact: true });
  await chart.getByRole('application').hover();
  await page.getByRole('button', { name: 'More of hostile' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  const svg = await readFile(await (await download).path(), 'utf8');
  expect(svg).toContain('&lt;img src=x');
  expect(svg).not.toContain('<img');
});
