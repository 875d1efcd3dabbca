import { BEGIN, card, charted, drawing } from './charted';
import { expect, test } from './page';

test('charts of an experiment follow its stream, and stand still while the page is paused', async ({
  page,
  request,
}) => {
  const { id } = await charted(request);
  const post = (path: string, data: object) => request.post(`/ajax-api/2.0/mlflow/${path}`, { data });
  const made = await post('runs/create', { experiment_id: id, run_name: 'going on', start_time: Date.now() });
  const run = ((await made.json()) as { run: { info: { run_id: string } } }).run.info.run_id;
  const log = (from: number, to: number) =>
    post('runs/log-batch', {
      run_id: run,
      metrics: Array.from({ length: to - from }, (_, i) => ({
        key: 'val/acc',
        value: i,
        timestamp: BEGIN,
        step: from + i,
      })),
    });
  await log(0, 10);
  let asked = 0;
  page.on('request', (sent) => {
    if (sent.url().endsWith('metrics/plot')) asked++;
  });
  const charts = encodeURIComponent(JSON.stringify({ search: 'val/acc' }));
  const streaming = page.waitForResponse(/events/);
  await page.goto(`/#/experiments/${id}/runs?show=charts&charts=${charts}`);
  await streaming;
  const points = async () => Number(await drawing(page, 'val/acc').getAttribute('data-points'));
  await expect.poll(points).toBe(3 * 3 + 10);
  await log(10, 30);
  await expect.poll(points).toBe(3 * 3 + 30);

  await page.getByRole('button', { name: 'Stop live updates' }).click();
  await page.waitForURL(/live=false/);
  const before = asked;
  await log(30, 40);
  await page.waitForTimeout(6_000); // longer than charts were ever asked for by themselves
  expect(asked).toBe(before);
  await page.getByRole('button', { name: 'Go on with live updates' }).click();
  await expect.poll(points).toBe(3 * 3 + 40);
});

test('relative times of the metrics of a run begin at the same moment', async ({ page, request }) => {
  const { id, runs } = await charted(request);
  const metrics = [-60_000, 60_000].map((at, step) => ({ key: 'early', value: step, timestamp: BEGIN + at, step }));
  await request.post('/ajax-api/2.0/mlflow/runs/log-batch', { data: { run_id: runs[0], metrics } });
  const plotted = page.waitForResponse(
    (answer) =>
      answer.url().endsWith('metrics/plot') &&
      answer.request().postData()?.includes('RELATIVE_TIME') === true &&
      answer.request().postData()?.includes('early') === true,
  );
  const charts = encodeURIComponent(JSON.stringify({ lines: { x: 'RELATIVE_TIME' }, search: 'early' }));
  await page.goto(`/#/experiments/${id}/runs?show=charts&charts=${charts}`);
  await expect(drawing(page, 'early')).toBeVisible();
  expect(((await (await plotted).json()) as { series: { x: number[] }[] }).series[0]?.x).toEqual([-60_000, 60_000]);
});

test('times along the axis are in the language of the page', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.addInitScript(() => {
    localStorage.setItem('cairn.language', 'ja');
    const drawn: string[] = [];
    Object.assign(window, { drawn });
    CanvasRenderingContext2D.prototype.fillText = (text) => drawn.push(text);
  });
  const charts = encodeURIComponent(JSON.stringify({ lines: { x: 'TIME' }, search: 'loss' }));
  await page.goto(`/#/experiments/${id}/runs?show=charts&charts=${charts}`);
  await expect(drawing(page, 'loss')).toBeVisible();
  const drawn = () => page.evaluate(() => (window as unknown as { drawn: string[] }).drawn.join(' '));
  await expect.poll(drawn).toMatch(/10月\d+日/);
  expect(await drawn()).not.toMatch(/\d+:\d+(am|pm)/);
});

test('a saved view keeps the charts of an experiment as they were arranged', async ({ page, request }) => {
  const { id } = await charted(request);
  const name = `charts ${Date.now()}`;
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  await page.getByRole('button', { name: 'More of loss' }).click();
  await page.getByRole('menuitem', { name: 'Move back' }).click();
  await page.getByRole('button', { name: 'More of auc' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('button', { name: /^val/ }).click();
  await expect(page).toHaveURL(/removed/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a view …' }).click();
  await page.getByLabel('Name of the view').fill(name);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();

  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(card(page, 'auc')).toBeVisible();
  const val = page.getByRole('button', { name: /^val/ });
  await expect(val).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: `${name} *` }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await expect(card(page, 'auc')).toBeHidden();
  await expect(val).toHaveAttribute('aria-expanded', 'false');
  const names = () => page.getByRole('article').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  await expect.poll(names).toEqual(['epoch', 'loss', 'f1']);
});
