import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../tests/page';
import { enter, experiment, PASSWORD, signIn, user, workspaceFor } from './people';

/** What the provider of the tests is called: it lets anybody in, by any name. */
const PROVIDER = 'Sign in with Example';

/** At the provider, whose pages are not ours. */
async function enterThere(page: Page, name: string) {
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('who signs in with the provider gets an account and where they wanted', async ({ page, request }) => {
  const name = `carol.${Date.now()}`;
  const id = await experiment(request, `wanted by ${name}`);
  await page.goto(`/#/experiments/${id}/runs?q=loss`);
  await expect(page.getByRole('link', { name: PROVIDER })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: PROVIDER }).click();
  await enterThere(page, name);
  await expect(page.getByRole('heading', { name: `wanted by ${name}` })).toBeVisible();
  expect(page.url()).toContain('q=loss');
  await expect(page.getByRole('button', { name })).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('who signs in with the provider is back at the very address, in its workspace', async ({ page, request }) => {
  const workspace = await workspaceFor(request);
  const id = await experiment(request, `in ${workspace}`, { in: workspace });
  await page.goto(`/?workspace=${workspace}#/experiments/${id}/runs?q=a+%2B+b+%C3%A9&show=charts`);
  await expect(page.getByRole('link', { name: PROVIDER })).toBeVisible();
  const address = page.url();
  await page.getByRole('link', { name: PROVIDER }).click();
  await page.getByRole('link', { name: '[ Cancel ]' }).click();
  await expect(page.getByRole('alert')).toContainText('or you turned back');
  await page.getByRole('link', { name: PROVIDER }).click();
  await enterThere(page, `boss.${Date.now()}`);
  await expect(page.getByRole('heading', { name: `in ${workspace}` })).toBeVisible();
  expect(page.url()).toBe(address);
});

test('who signs out is signed out at the provider too, if they will', async ({ page }) => {
  const name = `dave.${Date.now()}`;
  await page.goto('/#/');
  await page.getByRole('link', { name: PROVIDER }).click();
  await enterThere(page, name);
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await page.getByRole('link', { name: PROVIDER }).click();
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible();
});

test('the group of administrators makes one', async ({ page }) => {
  await page.goto('/#/users');
  await page.getByRole('link', { name: PROVIDER }).click();
  await enterThere(page, `boss.${Date.now()}`);
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
});

test('a name that somebody has here is taken over by nobody', async ({ page, request }) => {
  const name = `erin.${Date.now()}`;
  await user(request, name);
  await page.goto('/#/account');
  await page.getByRole('link', { name: PROVIDER }).click();
  await enterThere(page, name);
  await expect(page.getByRole('alert')).toContainText('Somebody here has the name');
  await expectAccessible(page);
  await enter(page, name);
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
});

test('who turns back is told, and may try again', async ({ page }) => {
  await page.goto('/#/trash');
  await page.getByRole('link', { name: PROVIDER }).click();
  await page.getByRole('link', { name: '[ Cancel ]' }).click();
  await expect(page.getByRole('alert')).toContainText('or you turned back');
  await page.getByRole('link', { name: PROVIDER }).click();
  await enterThere(page, `frank.${Date.now()}`);
  await expect(page.getByRole('heading', { name: 'Trash', exact: true })).toBeVisible();
});

test('a command line is let in by its code', async ({ page, request }) => {
  const begin = () =>
    request.post('/oidc/v1/device_authorization', { form: { client_id: 'cairn', client_name: 'ann@laptop <b>' } });
  const asked = (await (await begin()).json()) as { device_code: string; user_code: string };
  await signIn(page, 'root', PASSWORD, '/#/device');
  await page.getByLabel('Code').fill('BBBB-BBBB');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert')).toContainText('No command line waits');
  await page.getByLabel('Code').fill(asked.user_code.toLowerCase());
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('“ann@laptop <b>”')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('heading', { name: 'The command line is let in' })).toBeVisible();
  const granted = await request.post('/oidc/v1/token', {
    form: { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: asked.device_code },
  });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.get('/api/2.0/mlflow/users/current', { headers })).status()).toBe(200);
});
