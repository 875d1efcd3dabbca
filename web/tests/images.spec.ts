import type { APIRequestContext, Page } from '@playwright/test';
import { add, card } from './charted';
import { expect, expectAccessible, test } from './page';

const API = '/ajax-api/2.0/mlflow';

async function experiment(request: APIRequestContext): Promise<string> {
  const found = await request.get(`${API}/experiments/get-by-name`, { params: { experiment_name: 'images by step' } });
  return ((await found.json()) as { experiment: { experiment_id: string } }).experiment.experiment_id;
}

async function run(request: APIRequestContext, name: string): Promise<string> {
  const data = { experiment_ids: [await experiment(request)], filter: `attributes.run_name = '${name}'` };
  const page = await request.post(`${API}/runs/search`, { data });
  return ((await page.json()) as { runs: { info: { run_id: string } }[] }).runs[0]?.info.run_id ?? '';
}

const slider = (page: Page, name: string) => card(page, name).getByRole('slider', { name: 'Step' });

test('images of many runs stand beside each other at a step, and the address keeps it', async ({ page, request }) => {
  const asked: string[] = [];
  page.on('request', (sent) => {
    if (/runs\/images|artifacts\/list/.test(sent.url())) asked.push(sent.url());
  });
  await page.goto(`/#/experiments/${await experiment(request)}/runs?show=charts&live=false`);
  const samples = card(page, 'samples');
  await expect(samples.getByRole('img', { name: 'generator 7, samples, step 25' })).toBeVisible();
  expect(asked).toHaveLength(1);

  await slider(page, 'samples').press('Home');
  await expect(samples.getByText('Step 0')).toBeVisible();
  await expect(samples.getByRole('img', { name: 'generator 7, samples, step 0' })).toBeVisible();
  await slider(page, 'samples').press('ArrowRight');
  await expect(samples.getByText('Step 5')).toBeVisible();
  await page.waitForURL(/steps.*samples%22%3A5/);
  await page.reload();
  await expect(samples.getByRole('img', { name: 'generator 7, samples, step 5' })).toBeVisible();
});

test('only rows in sight load their images', async ({ page, request }) => {
  const loaded = new Set<string>();
  page.on('request', (sent) => {
    if (sent.url().includes('get-artifact')) loaded.add(new URL(sent.url()).searchParams.get('run_id') ?? '');
  });
  await page.goto(`/#/experiments/${await experiment(request)}/runs?show=charts`);
  const samples = card(page, 'samples');
  await expect(samples.getByRole('img', { name: /generator 7/ })).toBeVisible();
  await expect(samples.getByRole('img', { name: /generator 0/ })).toHaveCount(0);
  expect(loaded.size).toBeLessThan(8);
  await samples.getByRole('table').evaluate((table) => table.scrollTo(0, table.scrollHeight));
  await expect(samples.getByRole('img', { name: /generator 0/ })).toBeVisible();
});

test('several keys stand in columns, each at its step or the last one before', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experiment(request)}/runs?show=charts`);
  await expect(card(page, 'samples')).toBeVisible();
  await add(page, 'image', ['samples', 'val/attention']);
  const both = card(page, 'samples × val/attention');
  await expect(both.getByRole('columnheader', { name: 'val/attention' })).toBeVisible();
  await expect(both.getByRole('img', { name: 'generator 7, samples, step 25' })).toBeVisible();
  const before = both.getByRole('button', { name: 'generator 7, val/attention, step 20' });
  await expect(before).toContainText('20');
});

test('one image fills the window, and the keyboard goes through steps and runs', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experiment(request)}/runs?show=charts`);
  await card(page, 'samples').getByRole('button', { name: 'generator 7, samples, step 25' }).click();
  const window = page.getByRole('dialog', { name: 'generator 7 · samples' });
  await expect(window.getByText('128 × 96')).toBeVisible(); // as it was logged, not its small copy
  await expect(window.getByText('Step 25 · 6 of 6')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(window.getByText('Step 20 · 5 of 6')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const other = page.getByRole('dialog', { name: 'generator 6 · samples' });
  await expect(other.getByText('Step 20 · 5 of 6')).toBeVisible();
  await page.keyboard.press('+');
  await expect(other.getByText('150%')).toBeVisible();
  await page.keyboard.press('.');
  await expect(other.getByText('Step 25 · 6 of 6')).toBeVisible();
  await page.keyboard.press('0');
  await expect(other.getByText('150%')).toBeHidden();
  await page.waitForURL(new RegExp(`${await run(request, 'generator 6')}.*place.{0,9}5`));
  await page.reload();
  await expect(other.getByText('Step 25 · 6 of 6')).toBeVisible();
  const address = page.url();
  await page.keyboard.press('Escape');
  await expect(other).toBeHidden();

  // An address may name an image of a run that is gone: nothing is shown then that takes the keys.
  await page.goto('about:blank');
  await page.goto(address.replace(await run(request, 'generator 6'), 'f'.repeat(32)));
  await expect(card(page, 'samples')).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search charts' });
  await search.pressSequentially('0.5,');
  await expect(search).toHaveValue('0.5,');
});

test('a run shows its images among its metrics, also those that come', async ({ page, request }) => {
  const id = await experiment(request);
  const finished = await run(request, 'generator 3');
  await page.goto(`/#/experiments/${id}/runs/${finished}/metrics`);
  await expect(card(page, 'val/attention').getByRole('img', { name: /step 20/ })).toBeVisible();

  await page.goto(`/#/experiments/${id}/runs/${finished}/artifacts/images`);
  await page.getByRole('link', { name: 'Show the images by step' }).click();
  await expect(card(page, 'val/attention')).toBeVisible();

  const made = await request.post(`${API}/runs/create`, { data: { experiment_id: id, start_time: Date.now() } });
  const { run_id: running, artifact_uri: uri } = (
    (await made.json()) as { run: { info: { run_id: string; artifact_uri: string } } }
  ).run.info;
  const root = uri.replace('mlflow-artifacts:/', '/ajax-api/2.0/mlflow-artifacts/artifacts/');
  const put = (name: string, data: Buffer) => request.put(`${root}/images/${encodeURIComponent(name)}`, { data });
  await put('dot+step+1+timestamp+5+a.png', Buffer.from(DOT, 'base64'));
  const tag = { run_id: running, key: 'mlflow.loggedImages', value: 'True' };
  expect((await request.post(`${API}/runs/set-tag`, { data: tag })).ok()).toBe(true);
  await page.goto(`/#/experiments/${id}/runs/${running}/metrics`);
  await expect(card(page, 'dot').getByRole('img', { name: /step 1$/ })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await put('dot+step+2+timestamp+6+b.png', Buffer.from(DOT, 'base64'));
  await expect(card(page, 'dot').getByRole('img', { name: /step 2$/ })).toBeVisible();
  await put('dot+step+3+timestamp+7+c.png', Buffer.from('<svg onload="window.attacked=1"/>'));
  await expect(card(page, 'dot').getByRole('img', { name: /step 3 cannot be read/ })).toBeVisible();
  await request.post(`${API}/runs/delete`, { data: { run_id: running } });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`images can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.goto(`/#/experiments/${await experiment(request)}/runs?show=charts`);
    const image = card(page, 'samples').getByRole('button', { name: 'generator 7, samples, step 25' });
    await expect(image).toBeVisible();
    await expectAccessible(page);
    await image.click();
    await expect(page.getByText('128 × 96')).toBeVisible();
    await expectAccessible(page);
  });
}

/** One red dot. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
