import type { APIRequestContext } from '@playwright/test';
import { expect, expectAccessible, test } from './page';

/** What the test under way has made, and did not delete itself. */
const scopes = new Set<string>();

test.afterEach(async ({ request }) => {
  for (const scope of scopes) await done(request, 'scopes/delete', { scope });
  scopes.clear();
});

async function done(request: APIRequestContext, what: string, data: Record<string, string>): Promise<void> {
  const answer = await request.post(`/api/2.0/secrets/${what}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** A scope of its own for a test, with secrets of these keys. */
async function scopeOf(request: APIRequestContext, ...keys: string[]): Promise<string> {
  const scope = `scope-${Date.now()}`;
  await done(request, 'scopes/create', { scope });
  scopes.add(scope);
  for (const key of keys) await done(request, 'put', { scope, key, string_value: `value of ${key}` });
  return scope;
}

async function valueOf(request: APIRequestContext, scope: string, key: string): Promise<string> {
  const reply = await request.get(`/api/2.0/secrets/get?scope=${scope}&key=${key}`);
  return Buffer.from(((await reply.json()) as { value: string }).value, 'base64').toString();
}

test('a scope is made, gets a secret and another value of it, and shows neither', async ({ page, request }) => {
  const scope = `made-${Date.now()}`;
  const asked: string[] = [];
  page.on('request', (one) => asked.push(new URL(one.url()).pathname));
  await page.goto('/#/secrets');
  await page.getByRole('button', { name: 'New scope' }).click();
  const making = page.getByRole('dialog', { name: 'New scope' });
  await making.getByLabel('Name').fill('no / such');
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(making.getByRole('alert')).toContainText('up to 128 letters');
  await making.getByLabel('Name').fill(scope);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: scope, level: 1 })).toBeVisible();
  scopes.add(scope);
  await expect(page.getByText('No secret yet.')).toBeVisible();
  await expect(page.getByText('This server has no accounts')).toBeVisible();

  await page.getByRole('button', { name: 'New secret' }).click();
  const putting = page.getByRole('dialog', { name: 'New secret' });
  await putting.getByLabel('Key').fill('pem');
  const typed = putting.getByRole('textbox', { name: 'Value' });
  await typed.fill('-----BEGIN-----\nof two lines\n');
  await expect(typed).toHaveCSS('-webkit-text-security', 'disc'); // a browser draws dots
  await expect(putting).toContainText('29 B of at most 128 KB');
  await expectAccessible(page);
  await putting.getByRole('button', { name: 'Put' }).click();
  const line = page.getByRole('list', { name: 'Secrets' }).getByRole('listitem').filter({ hasText: 'pem' });
  await expect(line).toContainText(`{{secrets/${scope}/pem}}`);
  await expect(page.locator('body')).not.toContainText('of two lines');
  expect(await valueOf(request, scope, 'pem')).toBe('-----BEGIN-----\nof two lines\n');

  await line.getByRole('button', { name: 'Replace the value of pem' }).click();
  const replacing = page.getByRole('dialog', { name: 'Another value for pem' });
  await expect(replacing.getByRole('textbox', { name: 'Value' })).toHaveValue('');
  await replacing.getByRole('textbox', { name: 'Value' }).fill('another');
  await replacing.getByRole('button', { name: 'Replace' }).click();
  await expect(replacing).toBeHidden();
  expect(await valueOf(request, scope, 'pem')).toBe('another');
  expect(asked.filter((path) => path.endsWith('/secrets/put'))).toHaveLength(2);
  expect(asked.filter((path) => path.endsWith('/secrets/get'))).toEqual([]);
});

test('a key that is there already is told of before its value is replaced', async ({ page, request }) => {
  const scope = await scopeOf(request, 'openai');
  await page.goto(`/#/secrets/${scope}`);
  await page.getByRole('button', { name: 'New secret' }).click();
  const putting = page.getByRole('dialog', { name: 'New secret' });
  await putting.getByLabel('Key').fill('OpenAI');
  await expect(putting).toContainText('There is a secret with this key: its value is replaced.');
  await expect(putting.getByRole('button', { name: 'Replace' })).toBeDisabled();
  await putting.getByRole('textbox', { name: 'Value' }).fill('x'.repeat(128 * 1024));
  await expect(putting.getByRole('button', { name: 'Replace' })).toBeEnabled();
  await putting.getByRole('textbox', { name: 'Value' }).fill('x'.repeat(128 * 1024 + 1));
  await expect(putting).toContainText('of at most 128 KB');
  await expect(putting.getByRole('button', { name: 'Replace' })).toBeDisabled();
});

test('what stands for a secret is copied, and the endpoints that use it are named', async ({
  context,
  page,
  request,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const scope = await scopeOf(request, 'openai', 'unused');
  await page.goto(`/#/secrets/${scope}`);
  const lines = page.getByRole('list', { name: 'Secrets' }).getByRole('listitem');
  await expect(lines).toHaveCount(2);
  await page.getByRole('button', { name: 'Copy the reference to openai' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`{{secrets/${scope}/openai}}`);

  const { endpoints } = (await (await request.get('/api/2.0/serving-endpoints')).json()) as {
    endpoints: { config?: { served_entities?: { entity_name: string; entity_version: string }[] } }[];
  };
  const entity = endpoints.flatMap(({ config }) => config?.served_entities ?? [])[0];
  expect(entity).toBeDefined();
  const name = `uses-${Date.now()}`;
  const served = {
    entity_name: entity?.entity_name,
    entity_version: entity?.entity_version,
    environment_vars: { API_KEY: `{{secrets/${scope}/openai}}` },
  };
  const made = await request.post('/api/2.0/serving-endpoints', {
    data: { name, config: { served_entities: [served] } },
  });
  expect(made.ok(), await made.text()).toBe(true);
  await page.reload();
  const used = lines.filter({ hasText: 'openai' });
  await expect(used.getByRole('link', { name })).toBeVisible();
  await expect(lines.filter({ hasText: 'unused' })).not.toContainText('used by');
  await used.getByRole('button', { name: 'Delete openai' }).click();
  await expect(page.getByRole('dialog')).toContainText(`Endpoints that use it: ${name}.`);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await used.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await request.delete(`/api/2.0/serving-endpoints/${name}`);
});

test('secrets are found by their keys, in the address, and deleted', async ({ page, request }) => {
  const scope = await scopeOf(request, 'openai', 'anthropic');
  await page.goto(`/#/secrets/${scope}`);
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('OPEN');
  const lines = page.getByRole('list', { name: 'Secrets' }).getByRole('listitem');
  await expect(lines).toHaveCount(1);
  await expect(page).toHaveURL(/q=OPEN/);
  await page.reload();
  await expect(lines).toHaveCount(1);
  await lines.getByRole('button', { name: 'Delete openai' }).click();
  const asking = page.getByRole('dialog', { name: 'Delete the secret openai?' });
  await asking.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No key is called so.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('');
  await expect(lines).toHaveCount(1);
});

test('a scope is deleted with its keys, which are named before', async ({ page, request }) => {
  const scope = await scopeOf(request, 'openai', 'anthropic');
  await page.goto('/#/secrets');
  await page.getByRole('link', { name: scope }).click();
  await page.getByRole('button', { name: 'Delete the scope' }).click();
  const asking = page.getByRole('dialog', { name: `Delete the scope ${scope}?` });
  await expect(asking).toContainText('Its 2 secrets go with it: anthropic, openai.');
  await expectAccessible(page);
  await asking.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Secrets', level: 1 })).toBeVisible();
  scopes.delete(scope);
  await expect(page.getByRole('link', { name: scope })).toBeHidden();
  await page.goto(`/#/secrets/${scope}`);
  await expect(page.getByRole('alert')).toContainText(`Scope ${scope} does not exist!`);
});

test('where no scope is, the page says how to make one, and a failure says so', async ({ page }) => {
  const list = '**/ajax-api/2.0/secrets/scopes/list';
  await page.route(list, (route) => route.fulfill({ json: {} }));
  await page.goto('/#/secrets');
  await expect(page.getByText('No scope that you may read')).toBeVisible();
  await expect(page.getByText('w.secrets.create_scope("prod")')).toBeVisible();
  await expectAccessible(page);
  await page.unroute(list);
  await page.route(list, (route) =>
    route.fulfill({
      status: 500,
      json: { error_code: 'INTERNAL_ERROR', message: 'The disk is full.' },
      headers: { 'X-Request-Id': 'request-7' },
    }),
  );
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('The disk is full.');
  await expect(page.getByRole('alert')).toContainText('request-7');
});

test('secrets speak Japanese', async ({ page, request }) => {
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  const scope = await scopeOf(request, 'openai');
  await page.goto(`/#/secrets/${scope}`);
  await expect(page.getByRole('button', { name: '新しいシークレット' })).toBeVisible();
  await page.getByRole('button', { name: 'スコープを削除' }).click();
  await expect(page.getByRole('dialog')).toContainText('次の 1 件のシークレットも削除されます: openai');
});

for (const theme of ['light', 'dark'] as const) {
  test(`secrets can be read by everyone, on a phone as well, ${theme}`, async ({ page, request }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    const scope = await scopeOf(request, 'openai', `a-very-long-key-${'x'.repeat(100)}`);
    await page.goto('/#/secrets');
    await expect(page.getByRole('link', { name: scope })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/#/secrets/${scope}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('list', { name: 'Secrets' }).getByRole('listitem')).toHaveCount(2);
    await expectAccessible(page);
    const beyond = await page.locator('#content').evaluate((content) => content.scrollWidth - content.clientWidth);
    expect(beyond).toBe(0);
  });
}
