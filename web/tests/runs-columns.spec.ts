import { expect, test } from './page';
import { row } from './sweep';

test('data sets, models and attributes are columns, and ids are copied', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const found = await request.get(
    '/ajax-api/2.0/mlflow/experiments/get-by-name?experiment_name=everything%20of%20a%20run',
  );
  const { experiment: logged } = (await found.json()) as { experiment: { experiment_id: string } };
  const filter = encodeURIComponent("attributes.run_name = 'irises'");
  await page.goto(`/#/experiments/${logged.experiment_id}/runs?q=${filter}`);
  await page.getByRole('button', { name: 'Columns' }).click();
  for (const name of ['Data sets', 'Models', 'Status', 'Run id', 'Ended']) {
    await page.getByRole('searchbox', { name: 'Find a column' }).fill(name);
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForURL(/end_time/);
  const columns = ['run_name', 'datasets', 'models', 'status', 'end_time', 'run_id'];
  const layout = encodeURIComponent(JSON.stringify({ columns, order: [], widths: {}, pinned: ['run_name'] }));
  await page.goto(`/#/experiments/${logged.experiment_id}/runs?q=${filter}&layout=${layout}`); // these alone are in sight
  const cells = row(page, 'irises').getByRole('gridcell');
  const at = async (name: string) => {
    const names = await page
      .getByRole('columnheader')
      .evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''));
    return cells.nth(names.indexOf(name));
  };
  await expect(await at('Data sets')).toHaveText(/^dataset \([0-9a-f]{8}\)/);
  await expect(await at('Models')).toHaveText(/^m-[0-9a-f]{32}/);
  await expect(await at('Status')).toHaveText('Finished');
  await expect(await at('Ended')).toContainText('ago');
  const id = (await (await at('Run id')).innerText()).trim();
  await (await at('Run id')).getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id);
});
