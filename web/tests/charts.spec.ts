import { readFile } from 'node:fs/promises';
import { add, BEGIN, card, charted, drag, drawing, STEPS } from './charted';
import { expect, expectAccessible, test } from './page';

test('a default set of charts appears by itself, in sections that collapse', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  await expect(card(page, 'auc').getByRole('img', { name: 'auc' })).toBeVisible();
  await page.getByRole('button', { name: /^Metrics/ }).click();
  await expect(card(page, 'loss')).toBeHidden();
  await expect(card(page, 'val/acc')).toBeVisible();

  await page.waitForURL(/charts=/);
  await page.reload();
  await expect(card(page, 'val/acc')).toBeVisible();
  await expect(card(page, 'loss')).toBeHidden();
});

test('charts are found by a part of their name', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(card(page, 'loss')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search charts' }).fill('acc');
  await expect(card(page, 'loss')).toBeHidden();
  await expect(card(page, 'val/acc')).toBeVisible();
});

test('a drag zooms to every point of the window, a double click goes back, and the address keeps it', async ({
  page,
  request,
}) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  const asked = page.waitForRequest(
    (sent) => sent.url().endsWith('metrics/plot') && sent.postData()?.includes('"from"') === true,
  );
  await drag(page, 'loss', 0.4, 0.45);
  const body = (await asked).postDataJSON() as { from: number; to: number };
  const answer = (await (await (await asked).response())?.json()) as { series: { points: number; x: number[] }[] };
  expect(body.to - body.from).toBeLessThan(STEPS / 10);
  for (const series of answer.series) expect(series.x).toHaveLength(series.points);

  await page.waitForURL(/zooms/);
  await page.reload();
  await expect(card(page, 'loss').getByRole('button', { name: 'Show all' })).toBeVisible();
  await card(page, 'loss').locator('.u-over').dblclick();
  await expect(card(page, 'loss').getByRole('button', { name: 'Show all' })).toBeHidden();
});

test('hover is synchronised across charts', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'epoch')).toBeVisible();
  await card(page, 'loss')
    .locator('.u-over')
    .hover({ position: { x: 120, y: 60 } });
  await expect(card(page, 'loss').getByRole('status')).toContainText('run-1');
  await expect(card(page, 'epoch').getByRole('status')).toContainText('run-1');
});

test('the x axis shows steps, wall time, relative time or a metric, and both axes may be logarithmic', async ({
  page,
  request,
}) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  const tip = card(page, 'loss').getByRole('status');
  for (const [axis, text] of [
    ['TIME', /2025/],
    ['RELATIVE_TIME', /\dm/],
    ['METRIC', /^[012]/],
  ] as const) {
    await page.locator('select').first().selectOption(axis);
    await expect(page).toHaveURL(new RegExp(axis));
    await expect(drawing(page, 'loss')).toBeVisible();
    await expect(async () => {
      await card(page, 'loss')
        .locator('.u-over')
        .hover({ position: { x: 150, y: 60 } });
      await expect(tip.locator('p')).toContainText(text, { timeout: 500 });
      await page.mouse.move(0, 0);
    }).toPass();
  }
  await page.locator('select').first().selectOption('METRIC');
  const asked = page.waitForRequest(
    (sent) => sent.url().endsWith('metrics/plot') && sent.postData()?.includes('"x_metric":"val/acc"') === true,
  );
  await page.getByRole('combobox', { name: 'Metric of the x axis' }).fill('val/acc');
  await page.getByRole('option', { name: 'val/acc' }).click();
  await asked;
  await expect(page).toHaveURL(/xMetric.{0,9}val/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Metric of the x axis' })).toHaveValue('val/acc');

  await page.locator('select').first().selectOption('STEP');
  await expect(drawing(page, 'loss')).toBeVisible();
  const middle = async () => {
    await card(page, 'loss')
      .locator('.u-over')
      .hover({ position: { x: 150, y: 60 } });
    const text = (await tip.locator('p').textContent({ timeout: 500 })) ?? '';
    await page.mouse.move(0, 0);
    return Number(text.replaceAll(',', ''));
  };
  let linear = 0;
  await expect(async () => expect((linear = await middle())).toBeGreaterThan(500)).toPass();
  const picture = () =>
    card(page, 'loss')
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await picture();
  await page.getByLabel('Log y').check();
  await expect.poll(picture).not.toBe(before);
  await page.getByLabel('Log x').check();
  await expect(page).toHaveURL(/logX.*logY/);
  await expect(async () => expect(await middle()).toBeLessThan(linear / 3)).toPass();
});

test('lines are smoothed, and outliers are left out of the range on request', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  const picture = () =>
    card(page, 'loss')
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const rough = await picture();
  await page.getByLabel('Smoothing').fill('0.9');
  await expect.poll(picture).not.toBe(rough);
  const smooth = await picture();
  await page.getByLabel('Ignore outliers').check();
  await expect.poll(picture).not.toBe(smooth);
  await expect(page).toHaveURL(/smoothing.*ignoreOutliers/);
});

test('every other kind of chart is added, changed and removed', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  const kinds = [
    ['bar', ['auc', 'f1']],
    ['scatter', ['lr', 'auc']],
    ['parallel', ['lr', 'depth', 'auc']],
    ['contour', ['lr', 'depth', 'auc']],
    ['box', ['auc', 'kind']],
    ['histogram', ['f1']],
    ['difference', ['auc', 'loss']],
  ] as const;
  for (const [kind, fields] of kinds) {
    await add(page, kind, [...fields]);
    const name = fields.join(' × ');
    await expect(card(page, name).first().getByRole('img', { name }).locator('canvas').first()).toBeVisible();
  }
  const differences = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More of auc × loss' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('Compared with').selectOption('run-2');
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('button', { name: 'More of auc × loss' }).click();
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  const drawn = await readFile(await (await differences).path(), 'utf8');
  expect(drawn).toContain('run-1');
  expect(drawn).not.toContain('run-2'); // the others are drawn by how far they are from it

  await page.getByRole('button', { name: 'More of lr × auc' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('Title').fill('rates');
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(card(page, 'rates')).toBeVisible();

  await page.getByRole('button', { name: 'More of rates' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(card(page, 'rates')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, 'rates')).toBeVisible();
});

test('charts are moved by drag and drop and by their menu', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  const names = () => page.getByRole('article').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  expect((await names()).slice(0, 4)).toEqual(['auc', 'epoch', 'f1', 'loss']);

  const [grip, target] = [card(page, 'loss').getByTitle('Drag loss'), card(page, 'auc')];
  const [from, to] = [await grip.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error('Nothing to drag');
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
  await page.mouse.up();
  await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['loss', 'auc']);

  await page.getByRole('button', { name: 'More of loss' }).click();
  await page.getByRole('menuitem', { name: 'Move on' }).click();
  await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['auc', 'loss']);
  await expect(page).toHaveURL(/order/);
});

test('keys read and zoom a chart, and a table says the same', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await drawing(page, 'loss').focus();
  await page.keyboard.press('ArrowRight');
  await expect(card(page, 'loss').getByRole('status')).toContainText('run-0');
  await page.keyboard.press('+');
  await expect(card(page, 'loss').getByRole('button', { name: 'Show all' })).toBeVisible();
  await page.keyboard.press('0');
  await expect(card(page, 'loss').getByRole('button', { name: 'Show all' })).toBeHidden();

  await page.getByRole('button', { name: 'More of loss' }).click();
  await page.getByRole('menuitem', { name: 'Show as a table' }).click();
  await expect(card(page, 'loss').getByRole('row', { name: /run-2/ })).toContainText('500');
  await expect(card(page, 'loss').getByRole('row', { name: /run-2/ })).toContainText('3,000');
  await page.waitForURL(/tables/);
  await page.reload();
  await expect(card(page, 'loss').getByRole('row', { name: /run-2/ })).toContainText('3,000');
});

test('runs are hidden and shown by the legend', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  const entry = page.getByRole('button', { name: 'Show or hide run-1' });
  await entry.click();
  await expect(entry).toHaveAttribute('aria-pressed', 'false');
  await card(page, 'loss')
    .locator('.u-over')
    .hover({ position: { x: 120, y: 60 } });
  await expect(card(page, 'loss').getByRole('status')).toContainText('run-0');
  await expect(card(page, 'loss').getByRole('status')).not.toContainText('run-1');
});

test('charts of a run that goes on are drawn anew without losing the zoom', async ({ page, request }) => {
  const { id } = await charted(request);
  const post = (path: string, data: object) => request.post(`/ajax-api/2.0/mlflow/${path}`, { data });
  const made = await post('runs/create', { experiment_id: id, run_name: 'going on', start_time: Date.now() });
  const run = ((await made.json()) as { run: { info: { run_id: string } } }).run.info.run_id;
  const log = (from: number, to: number) =>
    post('runs/log-batch', {
      run_id: run,
      metrics: Array.from({ length: to - from }, (_, i) => ({ key: 'm', value: i, timestamp: BEGIN, step: from + i })),
    });
  await log(0, 100);
  await page.goto(`/#/experiments/${id}/runs/${run}/metrics`);
  await expect(drawing(page, 'm')).toBeVisible();
  await drag(page, 'm', 0.2, 0.6);
  await expect(card(page, 'm').getByRole('button', { name: 'Show all' })).toBeVisible();
  await page.waitForURL(/zooms/);
  const before = page.url();
  const drawn = () => drawing(page, 'm').getAttribute('data-points');
  const points = Number(await drawn());
  await log(100, 300);
  await expect.poll(async () => Number(await drawn())).toBeGreaterThan(points);
  expect(page.url()).toBe(before);
});

test('metrics of the system stand by themselves', async ({ page, request }) => {
  const { id, runs } = await charted(request);
  const metrics = [0, 1].map((step) => ({ key: 'system/cpu', value: step, timestamp: BEGIN, step }));
  await request.post('/ajax-api/2.0/mlflow/runs/log-batch', { data: { run_id: runs[0], metrics } });
  await page.goto(`/#/experiments/${id}/runs/${runs[0]}/system-metrics`);
  await expect(drawing(page, 'system/cpu')).toBeVisible();
  await expect(card(page, 'loss')).toBeHidden();
  await page.goto(`/#/experiments/${id}/runs/${runs[1]}/system-metrics`);
  await expect(page.getByText('enable_system_metrics_logging')).toBeVisible();
});

test('of thousands of metrics only charts in sight are in the page', async ({ page, request }) => {
  const { id, runs } = await charted(request);
  for (let from = 0; from < 3_000; from += 1_000) {
    const metrics = Array.from({ length: 1_000 }, (_, i) => ({
      key: `many/k${from + i}`,
      value: i,
      timestamp: BEGIN,
      step: 0,
    }));
    await request.post('/ajax-api/2.0/mlflow/runs/log-batch', { data: { run_id: runs[0], metrics } });
  }
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(page.getByRole('button', { name: /many.*3,?000 charts/ })).toBeVisible();
  expect(await page.getByRole('article').count()).toBeLessThan(40);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`charts can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    const { id } = await charted(request);
    await page.emulateMedia({ colorScheme });
    await page.goto(`/#/experiments/${id}/runs?show=charts`);
    await expect(drawing(page, 'loss')).toBeVisible();
    await expect(card(page, 'auc').getByRole('img', { name: 'auc' })).toBeVisible();
    await expectAccessible(page);
  });
}
