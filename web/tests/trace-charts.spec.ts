import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page';
import { experimentId } from './traces';

async function open(page: Page, request: APIRequestContext, search: string): Promise<void> {
  await page.goto(`/#/experiments/${await experimentId(request, 'shop-bot over a week')}/traces${search}`);
}

test('traces are charted over time, by the filter of the list', async ({ page, request }) => {
  await open(page, request, '');
  await page.getByRole('button', { name: 'Charts' }).click();
  for (const name of ['Traces', 'Errors (% of traces)', 'Latency (ms)', 'Tokens', 'Cost ($)', 'Assessments (mean)']) {
    await expect(page.getByRole('article', { name, exact: true })).toBeVisible();
  }
  const latency = page.getByRole('article', { name: 'Latency (ms)' });
  await expect(latency.getByRole('listitem')).toHaveText(['P50', 'P90', 'P99']);

  // The same as a table, and by name.
  await latency.getByRole('button', { name: 'Show as a table' }).click();
  await expect(latency.getByRole('row', { name: /^P90/ })).toBeVisible();
  await page.getByRole('button', { name: 'Put together: All traces' }).click();
  await page.getByRole('menuitemradio', { name: 'By name' }).click();
  await expect(latency.getByRole('row', { name: /^ask/ })).toBeVisible();
  await page.getByRole('button', { name: /^Intervals:/ }).click();
  await page.getByRole('menuitemradio', { name: 'By day' }).click();
  await page.reload();
  const traces = page.getByRole('article', { name: 'Traces', exact: true });
  await expect(traces.getByRole('listitem')).toHaveText(['ask', 'greet']);
  await expect(page.getByRole('button', { name: 'Intervals: By day' })).toBeVisible();

  await page.getByRole('searchbox').fill("name = 'ask'");
  await expect(traces.getByRole('listitem')).toHaveCount(0); // one line needs no legend
  await page.getByRole('searchbox').fill('status =');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('searchbox').fill("name = 'nobody'");
  await expect(page.getByText('No trace matches')).toBeVisible();
});

test('a drag in a chart chooses a time, for the list as well', async ({ page, request }) => {
  await open(page, request, '?show=charts');
  const chart = page.getByRole('application', { name: 'Traces', exact: true });
  await expect(chart).toBeVisible();
  const box = await chart.boundingBox();
  if (!box) throw new Error('no chart');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
  await page.mouse.up();
  const chosen = page.getByRole('button', { name: /show all times/ });
  await expect(chosen).toBeVisible();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('link', { name: /^Hour \d/ }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Hour 1?' })).toHaveCount(0);
  await page.reload();
  await expect(chosen).toBeVisible();
  await chosen.click();
  await expect(page.getByRole('link', { name: 'Hour 1?' }).first()).toBeVisible();
});

test('columns of traces are picked, moved, pinned, hidden, and kept by the address and by a view', async ({
  page,
  request,
}) => {
  test.slow();
  const name = `columns ${Date.now()}`;
  await open(page, request, `?q=${encodeURIComponent(`name != '${name}'`)}`); // a state of its own
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Columns of the table' });
  await expect(picker.getByRole('checkbox', { name: 'Request' })).toBeDisabled();
  await picker.getByRole('checkbox', { name: 'Tokens in' }).check();
  await picker.getByRole('checkbox', { name: 'Response' }).uncheck();
  await picker.getByRole('searchbox').fill('trace.user');
  await picker.getByRole('checkbox', { name: 'mlflow.trace.user' }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const headers = page.getByRole('columnheader');
  await expect(headers.filter({ hasText: 'Tokens in' })).toBeVisible();
  await expect(headers.filter({ hasText: 'Response' })).toHaveCount(0);

  await page.getByRole('columnheader', { name: 'Time' }).hover();
  await page.getByRole('button', { name: 'Column Time' }).click();
  await page.getByRole('menuitem', { name: 'Move left' }).click();
  await expect(headers.nth(2)).toContainText('Time');
  await page.getByRole('button', { name: 'Column Time' }).click();
  await page.getByRole('menuitem', { name: 'Keep in sight' }).click();
  await expect(headers.nth(1)).toContainText('Time');
  await page.getByRole('button', { name: 'Column Status' }).click();
  await page.getByRole('menuitem', { name: 'Hide the column' }).click();
  await expect(headers.filter({ hasText: 'Status' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a view' }).click();
  await page.getByRole('dialog').getByLabel('Name of the view').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name })).toBeVisible();
  await page.goto('about:blank');
  await open(page, request, '');
  await expect(headers.filter({ hasText: 'Response' })).toBeVisible();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await expect(headers.nth(1)).toContainText('Time');
  await expect(headers.filter({ hasText: 'Response' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('button', { name: 'As at first' }).click();
  await expect(headers.filter({ hasText: 'Response' })).toBeVisible();
});

test('sessions say what they come to, and are found by their id', async ({ page, request }) => {
  const id = await experimentId(request, 'shop-bot over a week');
  await page.goto(`/#/experiments/${id}/chat-sessions`);
  const row = page.getByRole('row', { name: /talk-0/ });
  await expect(row).toContainText('Hour 1?');
  await expect(row).toContainText('Hour 0?');
  await expect(row).toContainText('212');
  await expect(row).toContainText('ann');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '85');
  await page.getByRole('searchbox').fill('TALK-3');
  await expect(row).toBeHidden();
  await expect(page.getByRole('row', { name: /talk-30/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('TALK-3');
  await page.getByRole('searchbox').fill('nobody');
  await expect(page.getByText('No session has this in its ID')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`charts and sessions of traces can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await open(page, request, '?show=charts');
    await expect(page.getByRole('application').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/#/experiments/${await experimentId(request)}/chat-sessions`);
    await expect(page.getByRole('grid')).toBeVisible();
    await expectAccessible(page);
  });
}
