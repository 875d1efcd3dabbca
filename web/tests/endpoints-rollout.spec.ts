import type { APIRequestContext } from '@playwright/test';
import { ENDPOINTS, named, removed, served, settled } from './endpoints';
import { expect, expectAccessible, test } from './page';

const OWN = '/api/3.0/cairn/serving-endpoints';
const BODY = { inputs: [[12.75, 3.25, 0.5]] };

async function ask(request: APIRequestContext, name: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await request.post(`/serving-endpoints/${name}/invocations`, { data: BODY });
}

test('a rollout is started with limits, is watched, aborted, started again and promoted', async ({ page, request }) => {
  const name = named('rolled');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Roll out' }).click();
  const dialog = page.getByRole('dialog', { name: `Give an entity of ${name} more requests` });
  await expect(dialog.getByRole('button', { name: 'Entity' })).toContainText('new, has 0 %');
  await dialog.getByLabel('Steps in %').fill('50, 20');
  await expect(dialog).toContainText('each more than the one before');
  await expect(dialog.getByRole('button', { name: 'Start' })).toBeDisabled();
  await dialog.getByLabel('Steps in %').fill('50, 100');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Start' }).click();

  const rollout = page.getByRole('region', { name: 'Rollout' });
  await expect(rollout).toContainText('Under way');
  await expect(rollout).toContainText('at 50 %, step 1 of 2');
  await expect(rollout).toContainText('50 %, 100 %');
  await expect(rollout).toContainText('more than 5 % fail');
  await expect(rollout).toContainText('100 more requests');
  await expect(page.getByRole('list', { name: 'Traffic' })).toContainText('new50 %');
  await page.goto(`/#/endpoints?q=${name}`);
  const row = page.getByRole('grid', { name: 'Serving endpoints' }).getByRole('row').nth(1);
  await expect(row).toContainText('50 % / 50 %');
  await page.goto(`/#/endpoints/${name}`);
  const figures = rollout.getByRole('table', { name: 'Figures of this step' });
  await expect(async () => {
    await ask(request, name, 5); // of which chance may give none to it
    await expect(figures.getByRole('row', { name: /^new/ })).toContainText('ms', { timeout: 3_000 });
  }).toPass();
  await expectAccessible(page);

  await rollout.getByRole('button', { name: 'Abort' }).click();
  await expect(rollout).toContainText('Aborted');
  await expect(page.getByRole('list', { name: 'Traffic' })).toContainText('old100 %');

  await page.getByRole('button', { name: 'Roll out' }).click();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await rollout.getByRole('button', { name: 'Give it 100 % now' }).click();
  const promotion = page.getByRole('dialog', { name: 'Give new 100 % of the requests now?' });
  await expect(promotion).toContainText('The others get no requests.');
  await expectAccessible(page);
  await promotion.getByRole('button', { name: 'Give it 100 % now' }).click();
  await expect(promotion).toBeHidden();
  await expect(rollout).toContainText('Done');
  await expect(page.getByRole('list', { name: 'Traffic' })).toContainText('new100 %');
  expect((await settled(request, name)).config.config_version).toBe(2);
  await removed(request, name);
});

test('what is typed of a rollout is what is sent, or is refused at its field', async ({ page, request }) => {
  const name = named('typed');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Roll out' }).click();
  const dialog = page.getByRole('dialog', { name: `Give an entity of ${name} more requests` });
  const [start, slowest] = [
    dialog.getByRole('button', { name: 'Start' }),
    dialog.getByLabel('95 % take at most so many ms'),
  ];
  await dialog.getByLabel('Minutes a step').fill('soon');
  await expect(dialog).toContainText('A number above 0, such as 2.5.');
  await dialog.getByLabel('Minutes a step').fill('2,5');
  await expect(dialog).not.toContainText('A number above 0');
  await dialog.getByLabel('Requests a step, at least').fill('10,00');
  await expect(dialog).toContainText('A whole number above 0, such as 250.');
  await dialog.getByLabel('Requests a step, at least').fill('1,000');
  await expect(dialog).not.toContainText('A whole number above 0');
  await dialog.getByLabel('Failed requests in %, at most').fill('few');
  await expect(dialog).toContainText('A number of 0 or more, such as 2.5, or nothing.');
  await dialog.getByLabel('Failed requests in %, at most').fill('');
  await slowest.fill('1,500');
  await expect(dialog).toContainText('That may be 1500 or 1.500.');
  await expect(slowest).toHaveAttribute('aria-invalid', 'true');
  await expect(start).toBeDisabled();
  await expectAccessible(page);
  await slowest.fill('1500');
  await start.click();
  const rollout = page.getByRole('region', { name: 'Rollout' });
  await expect(rollout).toContainText('1,000 more requests');
  await expect(rollout).toContainText('95 % take longer than 1,500 ms');
  await removed(request, name);
});

test('a rollout that was turned back says why', async ({ page, request }) => {
  const name = named('turned');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  const started = await request.post(`${OWN}/${name}/rollout`, {
    data: { entity: 'new', steps: [50], least_requests: 1, limits: { p95_ms: 0 } },
  });
  expect(started.ok(), await started.text()).toBe(true);
  await page.goto(`/#/endpoints/${name}`);
  const rollout = page.getByRole('region', { name: 'Rollout' });
  await expect(rollout).toContainText('Under way');
  await ask(request, name, 20);
  await expect(rollout).toContainText('Turned back');
  await expect(rollout).toContainText(/At 50 %: .*longer than 0 ms/);
  await page.goto(`/#/endpoints/${name}/events`);
  await expect(page.getByRole('list', { name: 'Events' })).toContainText(/At 50 %: .*longer than 0 ms/);
  await page.evaluate(() => localStorage.setItem('cairn.language', 'ja'));
  await page.goto(`/#/endpoints/${name}`);
  await page.reload();
  await expect(page.getByRole('region', { name: 'ロールアウト' })).toContainText(/50%の段階：.*0ミリ秒より長く/);
  await removed(request, name);
});

test('a rollout that ends while one is asked whether to promote it says so', async ({ page, request }) => {
  const name = named('meanwhile');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  await request.post(`${OWN}/${name}/rollout`, { data: { entity: 'new' } });
  await page.goto(`/#/endpoints/${name}`);
  const rollout = page.getByRole('region', { name: 'Rollout' });
  await rollout.getByRole('button', { name: 'Give it 100 % now' }).click();
  const promotion = page.getByRole('dialog', { name: 'Give new 100 % of the requests now?' });
  await expect(promotion).toContainText('The others get no requests.');
  await request.post(`${OWN}/${name}/rollout/abort`, { data: {} });
  await expect(promotion.getByRole('status')).toHaveText('The rollout has ended meanwhile: Aborted.');
  await expect(promotion.getByRole('button', { name: 'Give it 100 % now' })).toBeDisabled();
  await promotion.getByRole('button', { name: 'Cancel' }).click();
  await expect(promotion).toBeHidden();
  await expect(rollout).toContainText('Aborted');
  await removed(request, name);
});

test('a rollout that ends by itself leaves its shares in sight', async ({ page, request }) => {
  const name = named('ended');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  const started = await request.post(`${OWN}/${name}/rollout`, {
    data: { entity: 'new', steps: [60], hold_seconds: 1, least_requests: 1, limits: {} },
  });
  expect(started.ok(), await started.text()).toBe(true);
  await page.goto(`/#/endpoints/${name}`);
  const rollout = page.getByRole('region', { name: 'Rollout' });
  await expect(rollout).toContainText('Under way');
  await ask(request, name, 20);
  await expect(rollout).toContainText('Done');
  // sooner than an endpoint that rests is read by itself
  await expect(page.getByRole('list', { name: 'Traffic' })).toContainText('new60 %', { timeout: 4_000 });
  await removed(request, name);
});

test('a shadow is compared, and requests are divided by a key, as the form says', async ({ page, request }) => {
  const name = named('shadowed');
  await served(
    request,
    name,
    { version: '1', name: 'now', share: 90 },
    { version: '2', name: 'next', share: 10 },
    { version: '2', name: 'tried', share: 0 },
  );
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: `What ${name} serves` });
  await dialog.getByLabel('Divide requests by').fill('header:X-User');
  const third = dialog.getByRole('group', { name: 'Entity 3' });
  await third.getByRole('button', { name: 'tried' }).click();
  await third.getByRole('button', { name: 'Its answers' }).click();
  await page.getByRole('menuitemradio', { name: 'shadow of now' }).click();
  await page.keyboard.press('Escape');
  await expect(third.getByLabel('Share in %')).toBeHidden();
  await third.getByLabel('Free its memory while nobody asks it').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await settled(request, name);
  await expect(page.getByText('The same key gets the same entity: header:X-User')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Served entities' })).toContainText('Shadow of now');

  for (let user = 0; user < 30; user++) {
    const headers = { 'X-User': `user-${user}` };
    await request.post(`/serving-endpoints/${name}/invocations`, { data: BODY, headers });
  }
  await page.getByRole('navigation', { name: 'Parts of the endpoint' }).getByRole('link', { name: 'Shadows' }).click();
  const report = page.getByRole('region', { name: 'tried (version 2) beside now (version 1)' });
  await expect(report.getByRole('table', { name: 'Columns of predictions' })).toContainText('Largest difference');
  await expect(report.getByRole('row', { name: /^tried/ })).toContainText('ms');
  await report.getByText('What was asked and answered').first().click();
  await expect(report).toContainText('12.75');
  await expectAccessible(page);
  await removed(request, name);
});

test('a rollout speaks Japanese', async ({ page, request }) => {
  const name = named('japanese');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  await request.post(`${OWN}/${name}/rollout`, { data: { entity: 'new' } });
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  await page.goto(`/#/endpoints/${name}`);
  await expect(page.getByRole('region', { name: 'ロールアウト' })).toContainText('進行中');
  expect((await request.get(`${ENDPOINTS}/${name}`)).ok()).toBe(true);
  await removed(request, name);
});
