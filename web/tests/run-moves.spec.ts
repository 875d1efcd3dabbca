import type { Page } from '@playwright/test';
import { expect, test } from './page';
import { logSweep, names, post, row } from './sweep';

let experiment = '';
let parent = '';

test.beforeEach(async ({ request }) => {
  ({ experiment, parent } = await logSweep(request));
});

const open = (page: Page, search = '') => page.goto(`/#/experiments/${experiment}/runs${search}`);

test('runs are moved to another experiment, with those below them', async ({ page, request }) => {
  const name = `target of a test ${Date.now()}`;
  const target = (await post<{ experiment_id: string }>(request, 'experiments/create', { name })).experiment_id;
  await open(page);
  await row(page, 'sweep').getByRole('checkbox').check();
  await row(page, 'run-5').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Move' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Experiment' }).fill(name);
  await dialog.getByRole('radio', { name }).check();
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(page.getByText(`2 runs are in ${name} now.`)).toBeVisible();
  await expect.poll(() => names(page)).toEqual(['run-4', 'run-3', 'run-2', 'run-1', 'run-0']);

  await page.goto(`/#/experiments/${target}/runs?nested=true`);
  await expect(row(page, 'run-5')).toBeVisible();
  await row(page, 'sweep').getByRole('button', { name: 'Show what is below' }).click();
  await expect(row(page, 'child-1')).toBeVisible();
  await row(page, 'run-5').getByRole('link', { name: 'run-5' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'run-5' })).toBeVisible();
});

test('a table that is looked at while runs come back shows them', async ({ page, request }) => {
  await post(request, 'runs/delete', { run_id: parent });
  await open(page, '?view=DELETED_ONLY');
  await row(page, 'sweep').getByRole('checkbox').check();
  let restored: () => void = () => undefined;
  const isRestored = new Promise<void>((resolve) => {
    restored = resolve;
  });
  await page.route(/trash\/restore/, async (route) => {
    await page.getByRole('button', { name: 'In use' }).click(); // while it is under way
    await looking;
    const answer = await route.fetch();
    restored();
    await route.fulfill({ response: answer });
  });
  // The first answer about those in use was made before the run came back, and arrives after that.
  let isFirst = true;
  let looked: () => void = () => undefined;
  const looking = new Promise<void>((resolve) => {
    looked = resolve;
  });
  await page.route(/cairn\/runs\/table/, async (route) => {
    if (!isFirst || !route.request().postData()?.includes('ACTIVE_ONLY')) return route.continue();
    isFirst = false;
    const answer = await route.fetch();
    looked();
    await isRestored;
    return route.fulfill({ response: answer });
  });
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(row(page, 'sweep')).toBeVisible();
});
