import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page';
import { experimentId } from './traces';

/** Makes a column wider by dragging its edge; gives its width before. */
async function widen(page: Page, header: Locator, by: number): Promise<number> {
  await expect(header).toBeVisible();
  const box = await header.boundingBox();
  if (!box) throw new Error('The column is not there');
  const [x, y] = [box.x + box.width - 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by, y, { steps: 4 });
  await page.mouse.up();
  return box.width;
}

const width = async (header: Locator) => (await header.boundingBox())?.width ?? 0;

test('columns are made wider in every table, and a browser keeps that', async ({ page, request }) => {
  const experiment = await experimentId(request, 'everything of a run');
  const data = { experiment_ids: [experiment], filter: "attributes.run_name = 'irises'" };
  const found = await request.post('/ajax-api/2.0/mlflow/runs/search', { data });
  const run = ((await found.json()) as { runs: { info: { run_id: string } }[] }).runs[0]?.info.run_id ?? '';
  const tables = [
    ['/#/experiments', 'Experiments', 'Name'],
    ['/#/trash', 'Trash', 'Name'],
    ['/#/endpoints', 'Serving endpoints', 'Name'],
    [`/#/experiments/${experiment}/models`, 'Models', 'Name'],
    [`/#/experiments/${experiment}/runs/${run}`, 'Metrics', 'Metric'],
  ] as const;
  for (const [address, table, column] of tables) {
    await page.goto(address);
    const header = page.getByRole('grid', { name: table }).getByRole('columnheader', { name: column, exact: true });
    const before = await widen(page, header, 60);
    await expect.poll(() => width(header)).toBeCloseTo(before + 60, 0);
    await page.reload();
    await expect(header).toBeVisible();
    expect(await width(header)).toBeCloseTo(before + 60, 0);
  }

  await page.goto(`/#/experiments/${experiment}/runs/${run}/artifacts/files/table.csv`);
  const header = page.getByRole('grid', { name: 'files/table.csv' }).getByRole('columnheader', { name: 'name' });
  const before = await widen(page, header, 60);
  await expect.poll(() => width(header)).toBeCloseTo(before + 60, 0);
});
