import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { add, BEGIN, card, charted, drag, drawing, STEPS } from './charted';
import { held } from './held';
import { expect, test } from './page';

async function dragTo(page: Page, title: string, target: ReturnType<Page['locator']>): Promise<void> {
  const grip = page.getByTitle(title, { exact: true });
  await grip.scrollIntoViewIfNeeded();
  const [from, to] = [await grip.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error('Nothing to drag');
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
  await page.mouse.up();
}

test('sections are made, filled by drag and drop, renamed, moved and removed', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(card(page, 'auc')).toBeVisible();
  const sections = () => page.locator('[aria-expanded]').filter({ hasText: /chart/i }).allTextContents();
  await page.getByRole('button', { name: 'Add section' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('best');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await expect.poll(sections).toEqual(['bestDrag charts here', 'Metrics4 charts', 'val1 chart']);

  await dragTo(page, 'Drag auc', page.getByRole('button', { name: /^best/ }));
  await expect.poll(sections).toEqual(['best1 chart', 'Metrics3 charts', 'val1 chart']);
  await dragTo(page, 'Drag f1', card(page, 'auc'));
  await expect.poll(sections).toEqual(['best2 charts', 'Metrics2 charts', 'val1 chart']);
  const names = () => page.getByRole('article').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  expect((await names()).slice(0, 2)).toEqual(['f1', 'auc']);

  await page.getByRole('button', { name: 'More of section best' }).click();
  await page.getByRole('menuitem', { name: 'Rename section' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('worst');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('button', { name: 'More of section worst' }).click();
  await page.getByRole('menuitem', { name: 'Move down' }).click();
  await expect.poll(sections).toEqual(['Metrics2 charts', 'worst2 charts', 'val1 chart']);
  const layout = (part: string) => page.waitForURL((url) => decodeURIComponent(url.href).includes(part));
  await layout('"sections":[""');
  await page.getByRole('button', { name: /^worst/ }).hover();
  await dragTo(page, 'Drag section worst', page.getByRole('button', { name: /^Metrics/ }));
  await expect.poll(sections).toEqual(['worst2 charts', 'Metrics2 charts', 'val1 chart']);
  await layout('"sections":["+');
  await page.reload();
  await expect.poll(sections).toEqual(['worst2 charts', 'Metrics2 charts', 'val1 chart']);

  // By keys alone.
  await page.getByRole('button', { name: 'More of auc', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Section').selectOption('val');
  await page.getByRole('button', { name: 'Change' }).click();
  await expect.poll(sections).toEqual(['worst1 chart', 'Metrics2 charts', 'val2 charts']);

  await page.getByRole('button', { name: 'More of section worst' }).click();
  await page.getByRole('menuitem', { name: 'Remove section' }).click();
  await expect.poll(sections).toEqual(['Metrics3 charts', 'val2 charts']);
});

for (const [kind, fields] of [
  ['scatter', ['lr', 'cost']],
  ['bar', ['cost', 'auc']],
  ['parallel', ['cost', 'depth']],
  ['box', ['cost', 'kind']],
  ['contour', ['cost', 'depth', 'auc']],
  ['histogram', ['cost']],
] as const) {
  test(`the axis of a chart of values may be logarithmic: ${kind}`, async ({ page, request }) => {
    const { id, runs } = await charted(request);
    for (const [n, run] of runs.entries()) {
      const metrics = [{ key: 'cost', value: 10 ** (n * 2 - 2), timestamp: BEGIN, step: 0 }];
      await request.post('/ajax-api/2.0/mlflow/runs/log-batch', { data: { run_id: run, metrics } });
    }
    await page.goto(`/#/experiments/${id}/runs?show=charts`);
    await expect(card(page, 'cost')).toBeVisible();
    const name = kind === 'histogram' ? 'how often' : fields.join(' × ');
    await add(page, kind, [...fields]);
    if (kind === 'histogram') {
      await card(page, 'cost').first().getByRole('button', { name: 'More of cost' }).click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await page.getByLabel('Title').fill(name);
      await page.getByRole('button', { name: 'Change' }).click();
    }
    await expect(card(page, name).getByRole('img', { name })).toBeVisible();
    const numbers = async () =>
      [...(await saved(page, name, 'Save as SVG')).text.matchAll(/>([\d.,]+)<\/text>/g)].map((found) =>
        Number(found[1]),
      );
    const linear = await numbers();
    await page.getByRole('button', { name: `More of ${name}`, exact: true }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Logarithmic axis of cost').check();
    await page.getByRole('button', { name: 'Change' }).click();
    // Which marks of 0.01 … 100 there is room for, the font decides.
    await expect.poll(async () => areTimesAsMuch(await numbers())).toBe(true);
    expect(await numbers()).not.toEqual(linear);
    await page.waitForURL(/log/);
    await page.reload();
    await expect(card(page, name).getByRole('img', { name })).toBeVisible();
    await expect.poll(async () => areTimesAsMuch(await numbers())).toBe(true);
  });
}

/** Whether three marks beside each other have the same factor between them, and no small one. */
function areTimesAsMuch(marks: number[]): boolean {
  const factors = marks.slice(1).map((mark, i) => mark / (marks[i] ?? 0));
  return factors.some((factor, i) => factor > 5 && Math.abs((factors[i + 1] ?? 0) / factor - 1) < 0.05);
}

/** What a chart's menu saves. */
async function saved(page: Page, name: string, item: string): Promise<{ file: string; text: string }> {
  await page.getByRole('button', { name: `More of ${name}`, exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  return { file: file.suggestedFilename(), text: (await readFile(await file.path())).toString('latin1') };
}

test('a chart is saved as PNG, SVG and CSV with every point, and fills the screen', async ({ page, request }) => {
  const { id, runs } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(drawing(page, 'loss')).toBeVisible();
  const png = await saved(page, 'loss', 'Save as PNG');
  expect(png.file).toBe('loss.png');
  expect(png.text.slice(0, 4)).toBe('\x89PNG');
  expect((await saved(page, 'loss', 'Save as SVG')).text).toMatch(/^<svg/);
  const csv = await saved(page, 'loss', 'Save every point as CSV');
  expect(csv.file).toBe('loss.csv');
  const rows = csv.text.split('\r\n');
  expect(rows[0]).toBe('run,run_id,metric,step,time,value');
  expect(rows).toHaveLength(3 * STEPS + 1);
  expect(rows).toContain(`run-1,${runs[1]},loss,1234,${new Date(BEGIN + 1_234_000).toISOString()},500`);
  expect(rows).toContain(`run-0,${runs[0]},loss,5,${new Date(BEGIN + 5_000).toISOString()},NaN`);

  await drag(page, 'loss', 0.4, 0.45);
  await page.waitForURL(/zooms/);
  const some = (await saved(page, 'loss', 'Save every point as CSV')).text.split('\r\n').slice(1);
  const steps = some.map((row) => Number(row.split(',')[3]));
  expect(steps).toHaveLength(3 * (Math.max(...steps) - Math.min(...steps) + 1));
  expect(steps.length).toBeLessThan((3 * STEPS) / 10);

  await card(page, 'loss').getByRole('button', { name: 'Full screen' }).click();
  await expect(page.getByRole('dialog', { name: 'loss' }).getByRole('application')).toBeVisible();
  await page.waitForURL(/full/);
  await page.reload();
  await expect(page.getByRole('dialog', { name: 'loss' }).getByRole('application')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('every point of many runs is saved with a count, and can be given up', async ({ page, request }) => {
  const { id } = await charted(request);
  const points = await held(page, /metrics\/get-history/);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await page.getByRole('button', { name: 'More of loss', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save every point as CSV' }).click();
  await expect(card(page, 'loss').getByText('0 of 3')).toBeVisible();
  await card(page, 'loss').getByRole('button', { name: 'Cancel' }).click();
  await expect(card(page, 'loss').getByRole('progressbar')).toBeHidden();
  await points.end();
});

test('charts of every other kind are saved, too', async ({ page, request }) => {
  const { id } = await charted(request);
  await page.goto(`/#/experiments/${id}/runs?show=charts`);
  await expect(card(page, 'auc').getByRole('img', { name: 'auc' })).toBeVisible();
  await add(page, 'scatter', ['lr', 'auc']);
  await expect(card(page, 'lr × auc').getByRole('img', { name: 'lr × auc' })).toBeVisible();
  for (const [name, file] of [
    ['auc', 'auc'],
    ['lr × auc', 'lr-auc'],
  ] as const) {
    const png = await saved(page, name, 'Save as PNG');
    expect(png.file).toBe(`${file}.png`);
    expect(png.text.slice(0, 4)).toBe('\x89PNG');
    const svg = (await saved(page, name, 'Save as SVG')).text;
    expect(svg).toMatch(/^<svg/);
    expect(svg.match(/<path/g)?.length ?? 0).toBeGreaterThan(3);
    if (name === 'auc') expect(svg).toContain('run-1');
    const rows = (await saved(page, name, 'Save as CSV')).text.split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toBe(name === 'auc' ? 'run,auc' : 'run,lr,auc');
    expect(rows.some((row) => row.startsWith(name === 'auc' ? 'run-1,0.6' : 'run-1,0.05,0.6'))).toBe(true);
  }
});
