import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page';
import { logSweep, post, row } from './sweep';

/** From now on the server finds the runs that a page asks about silent, as it does after ten minutes. */
async function silence(page: Page, until: Promise<void> = Promise.resolve()): Promise<void> {
  await page.route(/cairn\/runs\/table/, async (route) => {
    if (!route.request().postData()?.includes('attributes.run_id IN')) return route.continue();
    const answer = await route.fetch();
    await until;
    const found = (await answer.json()) as { runs: { info: { stale?: boolean } }[] };
    for (const { info } of found.runs) info.stale = true;
    return route.fulfill({ response: answer, json: found });
  });
}

/** Lets minutes pass until something is seen: what is read anew while the server is asked is asked about a minute later. */
async function minutesUntil(page: Page, seen: Locator): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(61_000);
    await expect(seen).toBeAttached({ timeout: 2_000 });
  }).toPass();
}

test('a run that falls silent is marked by itself, and no longer once it reports', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  const body = { experiment_id: experiment, run_name: 'silent', start_time: Date.now() };
  const run = (await post<{ run: { info: { run_id: string } } }>(request, 'runs/create', body)).run.info.run_id;
  const report = (value: number) =>
    post(request, 'runs/log-metric', { run_id: run, key: 'loss', value, timestamp: Date.now(), step: 1 });
  await page.clock.install();
  await silence(page);

  const streaming = page.waitForResponse(/events/);
  await page.goto(`/#/experiments/${experiment}/runs`);
  await streaming;
  await expect(row(page, 'silent').getByText('Running')).toBeAttached();
  await minutesUntil(page, row(page, 'silent').getByText('Stale'));
  await expect(row(page, 'run-5').getByText('Finished')).toBeAttached();
  await report(0.75);
  await expect(row(page, 'silent')).toContainText('0.75');
  await expect(row(page, 'silent').getByText('Running')).toBeAttached();

  await row(page, 'silent').getByRole('link', { name: 'silent' }).click();
  const head = page.getByRole('main').locator('header');
  await expect(head.getByText('Running')).toBeVisible();
  await minutesUntil(page, head.getByText('Stale'));
  await report(0.25);
  await expect(head.getByText('Stale')).toBeHidden();
});

test('a run that reports while the server says that it is silent is not marked', async ({ page, request }) => {
  const { experiment } = await logSweep(request);
  const begin = async (name: string) => {
    const body = { experiment_id: experiment, run_name: name, start_time: Date.now() };
    return (await post<{ run: { info: { run_id: string } } }>(request, 'runs/create', body)).run.info.run_id;
  };
  const run = await begin('late');
  await begin('silent');
  let answer: () => void = () => undefined;
  await silence(page, new Promise((resolve) => (answer = resolve)));
  await page.clock.install();

  const streaming = page.waitForResponse(/events/);
  await page.goto(`/#/experiments/${experiment}/runs`);
  await streaming;
  await expect(row(page, 'late').getByText('Running')).toBeAttached();
  const asking = page.waitForRequest((sent) => sent.postData()?.includes('attributes.run_id IN') === true);
  await page.clock.fastForward(61_000);
  await asking;
  await post(request, 'runs/log-metric', { run_id: run, key: 'loss', value: 0.75, timestamp: Date.now(), step: 1 });
  await expect(row(page, 'late')).toContainText('0.75');
  answer();
  await expect(row(page, 'silent').getByText('Stale')).toBeAttached();
  await expect(row(page, 'late').getByText('Running')).toBeAttached();
});
