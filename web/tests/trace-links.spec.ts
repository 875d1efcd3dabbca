import { readFile } from 'node:fs/promises';
import { held } from './held';
import { expect, expectAccessible, test } from './page';
import { experimentId, traceId } from './traces';

/** What is asked of each of many traces. */
const EACH = /traces\/tr-[0-9a-f]+(\/tags)?$/;

test('a link to a span leads there, as it was looked at', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await traceId(request, "name = 'batch-job'");
  await page.clock.install();
  await page.goto(`/#/experiments/${await experimentId(request)}/traces?selectedEvaluationId=${id}`);
  const panel = page.getByRole('dialog');
  await expect(panel.getByText('3,001 spans')).toBeVisible();
  await panel.getByRole('searchbox').fill('document 299');
  await panel.getByRole('treeitem', { name: /document 299/ }).click();
  await panel.getByRole('button', { name: 'Attributes' }).click();
  await page.clock.pauseAt(Date.now() + 60_000); // it is said for a moment only
  await panel.getByRole('button', { name: 'Copy a link to this span' }).click();
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  await page.clock.resume();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('treeitem', { name: /document 299/ })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('searchbox')).toHaveValue('document 299');
  await expect(page.getByRole('button', { name: 'Attributes' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('searchbox').fill('');
  await expect(page.getByRole('treeitem', { name: /document 298/ })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: /document 299/ })).toBeVisible(); // it is scrolled to
  await expectAccessible(page);
});

test('how values are shown is kept by the address', async ({ page, request }) => {
  const id = await traceId(request, "status = 'ERROR'");
  await page.goto(`/#/experiments/${await experimentId(request)}/traces/${id}`);
  await page.getByRole('treeitem', { name: /chat.completions/ }).click();
  await page.getByRole('button', { name: 'Raw' }).first().click();
  await expect(page.getByText('"gpt-4.1-mini"')).toBeVisible();
  await page.reload();
  await expect(page.getByText('"gpt-4.1-mini"')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Raw' }).nth(1)).toHaveAttribute('aria-pressed', 'false');
});

test('a chart of traces is saved as PNG, SVG and CSV, and fills the screen', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experimentId(request, 'shop-bot over a week')}/traces?show=charts`);
  const tokens = page.getByRole('article', { name: 'Tokens' });
  await expect(tokens.getByRole('application')).toBeVisible();
  const files: string[] = [];
  for (const kind of ['PNG', 'SVG', 'CSV']) {
    await tokens.getByRole('button', { name: 'More of Tokens' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: `Save as ${kind}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`Tokens.${kind.toLowerCase()}`);
    files.push((await readFile(await file.path())).toString('latin1'));
  }
  const [png, svg, csv] = files;
  expect(png?.slice(0, 4)).toBe('\x89PNG');
  expect(svg).toMatch(/^<svg/);
  expect(svg).toContain('>In</text>');
  const rows = csv?.split('\r\n') ?? [];
  expect(rows[0]).toBe('Name,Time,Tokens');
  expect(rows.some((row) => /^Out,\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z,\d+$/.test(row))).toBe(true);

  await tokens.getByRole('button', { name: 'Full screen' }).click();
  const full = page.getByRole('dialog', { name: 'Tokens' });
  await expect(full.getByRole('application')).toBeVisible();
  await page.reload();
  await expect(full.getByRole('application')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(full).toBeHidden();
  await tokens.getByRole('button', { name: 'Show as a table' }).click();
  await page.reload();
  await expect(tokens.getByRole('row', { name: /^In/ })).toBeVisible();
});

test('tagging and exporting many traces tell how far they are, and can be given up', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experimentId(request, 'shop-bot over a week')}/traces`);
  await page.getByRole('checkbox', { name: /^Select all/ }).check();
  const chosen = page.getByRole('group', { name: 'Actions' });
  let asked = 0;
  page.on('request', (sent) => {
    if (EACH.test(sent.url())) asked++;
  });
  const some = await held(page, EACH);
  await chosen.getByRole('button', { name: 'Export' }).click();
  await some.come(4);
  await expect(chosen.getByText(/^0 of \d+$/)).toBeVisible();
  await chosen.getByRole('button', { name: 'Cancel' }).click();
  await expect(chosen.getByRole('progressbar')).toBeHidden();
  some.letGo();

  await chosen.getByRole('button', { name: 'Tag', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Key', { exact: true }).fill('batch');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await some.come(4);
  some.letGo();
  await expect(dialog.getByText(/^4 of \d+$/)).toBeVisible();
  await some.come(4);
  await dialog.getByRole('progressbar').locator('..').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('4 traces have the tag batch')).toBeVisible(); // those that were done
  expect(asked).toBe(12);
  await some.end();

  const download = page.waitForEvent('download');
  await chosen.getByRole('button', { name: 'Export' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const traces = JSON.parse(text) as { info: { trace_id: string }; data: { spans: unknown[] } }[];
  expect(traces.length).toBeGreaterThan(10);
  for (const trace of traces) expect(trace.data.spans.length).toBeGreaterThan(0);
});

test('columns of keys that no trace of the page has are offered', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experimentId(request)}/traces`);
  await page.getByRole('searchbox').fill("name = 'batch-job'");
  await expect(page.getByRole('link', { name: 'Where is my order 4711?' })).toBeHidden();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Columns of the table' });
  await expect(picker.getByRole('checkbox', { name: 'mlflow.trace.session' })).toBeVisible();
  await picker.getByRole('searchbox').fill('a.key.of.mine');
  await picker.getByRole('checkbox', { name: 'Metadata a.key.of.mine' }).click(); // it moves to the known keys
  await expect(picker.getByRole('checkbox', { name: 'a.key.of.mine', exact: true })).toBeChecked();
  await expect(page).toHaveURL(/metadata\.a\.key\.of\.mine/);
});
