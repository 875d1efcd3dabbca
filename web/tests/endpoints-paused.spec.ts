import type { Page } from '@playwright/test';
import { named, removed, served } from './endpoints';
import { expect, expectAccessible, test } from './page';

/** A request goes its way and comes back: what the page had asked for before it, it has sent by then. */
async function answered(page: Page) {
  await page.evaluate(() => fetch('health').then((told) => told.text()));
}

test('a log stays as it is while somebody reads it, and while it is paused', async ({ page, request }) => {
  const name = named('read');
  await served(request, name, { version: '1' });
  let [last, asked] = [200, 0];
  await page.route(`**/${name}/served-models/*/build-logs`, (route) => {
    asked++;
    const logs = Array.from({ length: 200 }, (_, line) => `line ${last - 199 + line}\n`).join('');
    return route.fulfill({ json: { logs } });
  });
  await page.clock.install();
  await page.goto(`/#/endpoints/${name}/logs`);
  const log = page.getByRole('log');
  const newer = page.getByRole('button', { name: 'Newer lines' });
  const write = async (line: number) => {
    last = line;
    await page.clock.fastForward('00:06');
  };
  const toBegin = async () => {
    await log.press('Home');
    await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  };
  await expect(log).toContainText('line 200');
  await write(201);
  await expect(log).toContainText('line 201');
  await expect(newer).toBeHidden();

  await toBegin();
  await write(202);
  await expect(newer).toBeVisible();
  await expect(log).not.toContainText('line 202');
  await expectAccessible(page);
  await newer.click();
  await expect(log).toContainText('line 202');
  await toBegin();
  await write(203);
  await expect(newer).toBeVisible();
  await log.press('End');
  await expect(log).toContainText('line 203');
  await expect(newer).toBeHidden();

  await log.getByText('line 203').selectText();
  await write(204);
  await expect(newer).toBeVisible();
  expect(await page.evaluate(() => String(document.getSelection()))).toContain('line 203');
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
  await expect(log).toContainText('line 204');

  await page.getByRole('button', { name: 'Pause the live updates' }).click();
  await expect(page).toHaveURL(/live=false/);
  const before = asked;
  await write(205);
  await answered(page);
  await expect(log).not.toContainText('line 205');
  expect(asked).toBe(before);
  await page.getByRole('button', { name: 'Go on with the live updates' }).click();
  await write(206);
  await expect(log).toContainText('line 206');
  await removed(request, name);
});

test('an example of a shadow stays while it is open, and examples while they are paused', async ({ page, request }) => {
  const name = named('shown');
  await served(request, name, { version: '1' });
  let [newest, asked] = [2, 0];
  await page.route(`**/${name}/shadow-report`, (route) => {
    asked++;
    const examples = [newest, newest - 1].map((id) => ({
      request_id: `request-${id}`,
      timestamp: id,
      column: 'quality',
      request: `{"inputs": [${id}]}`,
      answer: '{"predictions": [1.0]}',
      shadow_answer: '{"predictions": [2]}',
    }));
    const report = { entity: 'next', of: 'now', version: '2', of_version: '1', tolerance: 0, examples };
    return route.fulfill({ json: { reports: [report] } });
  });
  await page.clock.install();
  await page.goto(`/#/endpoints/${name}/shadows`);
  const report = page.getByRole('region', { name: 'next (version 2) beside now (version 1)' });
  const example = (id: number) => report.getByRole('listitem').filter({ hasText: `request-${id}` });
  await example(1).getByText('What was asked and answered').click();
  await expect(example(1)).toContainText('1.0');
  newest = 4;
  await page.clock.fastForward('00:06');
  await expect(example(4)).toBeVisible();
  await expect(example(2)).toBeHidden();
  await expect(example(1)).toContainText('1.0');
  await page.getByRole('button', { name: 'Pause the live updates' }).click();
  await expect(page).toHaveURL(/live=false/);
  newest = 6;
  const before = asked;
  await page.clock.fastForward('00:12');
  await answered(page);
  expect(asked).toBe(before);
  await expect(example(6)).toBeHidden();
  await expect(example(4)).toBeVisible();
  await page.getByRole('button', { name: 'Go on with the live updates' }).click();
  await page.clock.fastForward('00:06');
  await expect(example(6)).toBeVisible();
  await expect(example(4)).toBeHidden();
  await example(1).getByText('What was asked and answered').click();
  await expect(example(1)).toBeHidden();
  await removed(request, name);
});
