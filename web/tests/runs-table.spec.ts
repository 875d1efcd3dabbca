import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from './page';
import { logSweep, names, post, row } from './sweep';

let experiment = '';
let parent = '';

test.beforeEach(async ({ request }) => {
  ({ experiment, parent } = await logSweep(request));
});

const open = (page: Page, search = '') => page.goto(`/#/experiments/${experiment}/runs${search}`);

test('columns of metrics and parameters appear by themselves, and others are picked by a part of their name', async ({
  page,
}) => {
  await open(page);
  await expect(page.getByRole('columnheader', { name: 'loss', exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'depth' })).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('searchbox', { name: 'Find a column' }).fill('TEA');
  await page.getByRole('checkbox', { name: 'team' }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'team' })).toBeVisible();
  await expect(row(page, 'run-1').getByText('vision')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'team' })).toBeVisible();
});

test('columns are sorted by, moved, pinned, hidden and resized, and the address keeps that', async ({ page }) => {
  await open(page);
  await page
    .getByRole('columnheader', { name: 'loss', exact: true })
    .getByRole('button', { name: 'loss', exact: true })
    .click();
  await expect
    .poll(() => names(page))
    .toEqual(['run-5', 'run-4', 'run-3', 'run-2', 'run-1', 'run-0', 'sweep', 'child-2', 'child-1', 'child-0']);
  const menu = async (column: string, item: string) => {
    await page.getByRole('columnheader', { name: column, exact: true }).hover();
    await page.getByRole('button', { name: `Column ${column}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const headers = () =>
    page.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title')));
  await menu('User', 'Hide the column');
  await expect.poll(headers).not.toContain('User');
  await menu('depth', 'Move left');
  await expect
    .poll(async () => (await headers()).indexOf('depth'))
    .toBeLessThan((await headers()).indexOf('val/loss at 1'));
  await menu('depth', 'Keep in sight at the start');
  await expect.poll(async () => (await headers()).slice(1, 3)).toEqual(['Run', 'depth']);
  await page.getByRole('columnheader', { name: 'Started' }).dragTo(page.getByRole('columnheader', { name: 'Source' }));
  await expect
    .poll(async () => (await headers()).indexOf('Started'))
    .toBeGreaterThan((await headers()).indexOf('Duration'));

  const cell = page.getByRole('columnheader', { name: 'Run', exact: true });
  const before = (await cell.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(before.x + before.width - 2, before.y + 18);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 80, before.y + 18, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await cell.boundingBox())?.width ?? 0).toBeGreaterThan(before.width + 50);
  await page.reload();
  await expect.poll(async () => (await headers()).slice(1, 3)).toEqual(['Run', 'depth']);
  expect((await cell.boundingBox())?.width).toBeGreaterThan(before.width + 50);
});

test('runs are found by words of their names and by the filter language, whose words are offered', async ({ page }) => {
  await open(page);
  const field = page.getByRole('combobox', { name: 'Filter runs' });
  await field.fill('child');
  await expect(page.getByText('3 of 10')).toBeVisible();
  await expect.poll(() => names(page)).toEqual(['child-2', 'child-1', 'child-0']);

  await field.fill('metrics.va');
  await page.getByRole('option', { name: 'metrics.`val/loss at 1`' }).click();
  await expect(field).toHaveValue('metrics.`val/loss at 1` ');
  await page.getByRole('option', { name: '<', exact: true }).click();
  await field.pressSequentially('0.3');
  await field.press('Enter');
  await expect.poll(() => names(page)).toEqual(['child-1', 'child-0']);
  await page.reload();
  await expect(field).toHaveValue('metrics.`val/loss at 1` < 0.3');
});

test('a filter that is wrong says where, and the rows stay', async ({ page }) => {
  await open(page);
  await expect(row(page, 'run-1')).toBeVisible();
  const field = page.getByRole('combobox', { name: 'Filter runs' });
  await field.fill('metrics.loss < < 3');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText('column');
  await expect(page.getByRole('alert').locator('mark')).toHaveText('<');
  await expect(row(page, 'run-1')).toBeVisible();
});

test('runs are grouped by a column, with what their metrics come to', async ({ page }) => {
  await open(page);
  await page.getByRole('columnheader', { name: 'depth' }).hover();
  await page.getByRole('button', { name: 'Column depth' }).click();
  await page.getByRole('menuitem', { name: 'Group by this column' }).click();
  const group = page.getByRole('row').filter({ hasText: /^3\s*4/ });
  await expect(group).toBeVisible();
  await expect(group).toContainText('1.375'); // of 0.5, 0, 1 and 4
  const other = page.getByRole('row').filter({ hasText: /^5\s*3/ });
  await page.getByRole('button', { name: 'Min', exact: true }).click();
  await expect(other).toContainText('0.1'); // of 0.1, 2 and 5
  await page.getByRole('button', { name: 'Max', exact: true }).click();
  await expect(group).toContainText('4');
  await page.getByRole('button', { name: 'Best', exact: true }).click();
  await expect(group.getByRole('link', { name: 'The best run' })).toBeVisible();
  await group.getByRole('button', { name: 'Show what is below' }).click();
  await expect(row(page, 'run-3')).toBeVisible();
  await expect(row(page, 'run-4')).toBeHidden();
  await page.getByRole('button', { name: 'No groups' }).click();
  await expect(row(page, 'run-4')).toBeVisible();
  await page.getByRole('columnheader', { name: 'Run', exact: true }).hover();
  await page.getByRole('button', { name: 'Column Run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Group by this column' }).click();
  await expect(page.getByRole('row').filter({ hasText: /^run-4\s*1/ })).toBeVisible();
});

test('children stand below their parents under any sort', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Nested' }).click();
  await expect(row(page, 'child-1')).toBeHidden();
  await page.getByRole('button', { name: 'Show what is below' }).click();
  await expect.poll(() => names(page)).toContain('child-1');
  await page
    .getByRole('columnheader', { name: 'loss', exact: true })
    .getByRole('button', { name: 'loss', exact: true })
    .click();
  await expect.poll(async () => (await names(page)).slice(-4)).toEqual(['sweep', 'child-2', 'child-1', 'child-0']);
  await page.reload();
  await expect.poll(async () => (await names(page)).slice(-4)).toEqual(['sweep', 'child-2', 'child-1', 'child-0']);
});

test('runs are kept at the top and left out of charts', async ({ page }) => {
  await open(page);
  await row(page, 'sweep').hover();
  await row(page, 'sweep').getByRole('button', { name: 'Keep at the top' }).click();
  await expect.poll(async () => (await names(page))[0]).toBe('sweep');
  await row(page, 'run-5').hover();
  await row(page, 'run-5').getByRole('button', { name: 'Leave out of charts' }).click();
  await page.reload();
  await expect.poll(async () => (await names(page))[0]).toBe('sweep');
  await expect(row(page, 'run-5').getByRole('button', { name: 'Show in charts' })).toBeVisible();
});

test('many runs are selected with Shift, tagged, deleted, brought back, compared', async ({ page }) => {
  await open(page);
  await row(page, 'run-5').getByRole('checkbox').check();
  await row(page, 'run-3')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 selected')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Compare' })).toHaveAttribute('href', /#\/compare\?runs=/);

  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Key').fill('reviewed');
  await page.getByLabel('Value').fill('yes');
  await page.getByRole('dialog').getByRole('button', { name: 'Add a tag' }).click();
  await expect(page.getByText('3 runs have the tag.')).toBeVisible();

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(page, 'run-4')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'run-4')).toBeVisible();

  await row(page, 'run-4').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Deleted', exact: true }).click();
  await row(page, 'run-4').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(row(page, 'run-4')).toBeHidden();
  await page.getByRole('button', { name: 'In use' }).click();
  await expect(row(page, 'run-4')).toBeVisible();
});

test('all matching runs are given as a CSV file', async ({ page }) => {
  await open(page, `?q=${encodeURIComponent('metrics.loss >= 1')}`);
  await expect(page.getByText('6 of 10')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(7);
  expect(lines[0]).toContain('metrics.loss');
  expect(lines[1]).toContain('run-5');
});

test('what happens shows by itself, new runs are told of and never move the table, and it can be stopped', async ({
  page,
  request,
}) => {
  await open(page);
  await expect(row(page, 'run-5')).toBeVisible();
  const streaming = page.waitForResponse(/events/);
  await page.reload();
  await streaming;
  await expect(row(page, 'run-5')).toBeVisible();
  await post(request, 'runs/log-metric', { run_id: parent, key: 'loss', value: 123.5, timestamp: Date.now(), step: 9 });
  await expect(row(page, 'sweep')).toContainText('123.5');

  const body = { experiment_id: experiment, run_name: 'newcomer', start_time: Date.now() };
  await post(request, 'runs/create', body);
  await expect(page.getByRole('button', { name: '1 new run' })).toBeVisible();
  expect(await names(page)).not.toContain('newcomer');
  await page.getByRole('button', { name: '1 new run' }).click();
  await expect(row(page, 'newcomer')).toBeVisible();
  await expect(row(page, 'newcomer').getByText('Running')).toBeAttached();

  await page.getByRole('button', { name: 'Stop live updates' }).click();
  const goOn = page.getByRole('button', { name: 'Go on with live updates' });
  await expect(goOn).toBeVisible();
  await page.waitForURL(/live=false/);
  await page.reload();
  await expect(row(page, 'sweep')).toContainText('123.5');
  await post(request, 'runs/log-metric', {
    run_id: parent,
    key: 'loss',
    value: 77.25,
    timestamp: Date.now(),
    step: 10,
  });
  await goOn.click();
  await expect(row(page, 'sweep'), 'what came while nothing was live').toContainText('77.25');
});

test('an experiment without runs says how to log the first', async ({ page, request }) => {
  const made = await post<{ experiment_id: string }>(request, 'experiments/create', { name: `empty ${Date.now()}` });
  await page.goto(`/#/experiments/${made.experiment_id}/runs`);
  await expect(page.getByRole('heading', { name: 'No run yet' })).toBeVisible();
  await expect(page.getByText('mlflow.start_run()')).toBeVisible();
});

test('the keyboard leads through the table', async ({ page }) => {
  await open(page);
  await expect(row(page, 'run-5')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Filter runs' })).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the table can be read by everyone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, '?nested=true');
    await expect(row(page, 'run-5')).toBeVisible();
    await row(page, 'run-5').getByRole('checkbox').check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByRole('checkbox', { name: 'loss', exact: true })).toBeVisible();
    await expectAccessible(page);
  });
}
