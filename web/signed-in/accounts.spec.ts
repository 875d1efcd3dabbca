import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../tests/page';
import { experiment, PASSWORD, signIn, user } from './people';

const OTHER = 'another good password';
const SESSION = '/ajax-api/3.0/cairn/session';

test.describe.configure({ mode: 'serial' });

test('the first administrator is made with the token that the server printed', async ({ page, request }) => {
  const { setup_needed: isNeeded } = (await (await request.get(`${SESSION}/get`)).json()) as { setup_needed: boolean };
  test.skip(!isNeeded, 'this is the second try of tests after it');
  await page.goto('/#/experiments');
  await expect(page.getByLabel('Set-up token')).toBeVisible();
  await page.goto('/#/set-up?token=wrong');
  await setUp(page);
  await expect(page.getByRole('alert')).toContainText('This is not the token');
  await expectAccessible(page);
  await page.goto(`/#/set-up?token=${process.env['CAIRN_SET_UP'] ?? ''}`);
  await page.getByLabel('Password', { exact: true }).fill('short');
  await expect(page.getByText('7 characters more')).toBeVisible();
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text');
  await expect(page.getByRole('button', { name: 'Make the administrator' })).toBeDisabled();
  await setUp(page);
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  expect(page.url()).not.toContain('token');
  await expect(page.getByRole('button', { name: 'root' })).toBeVisible();
});

test('who signs in gets where they wanted, by the keyboard alone', async ({ page, request }) => {
  const id = await experiment(request, `wanted ${Date.now()}`);
  await page.goto(`/#/experiments/${id}/runs?q=loss`);
  await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('textbox', { name: 'User name' })).toBeFocused();
  await page.keyboard.type('root');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a wrong password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The user name or the password is wrong.');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^wanted/ })).toBeVisible();
  expect(page.url()).toContain('q=loss');
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('after signing out nothing is shown, with the back button neither', async ({ page, request }) => {
  const name = `secret ${Date.now()}`;
  const id = await experiment(request, name);
  await signIn(page, 'root', PASSWORD, `/#/experiments/${id}`);
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'root' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await expect(page.getByText(name)).toBeHidden();
});

test('a session that ends elsewhere leads to the entrance and back', async ({ page, request }) => {
  const name = `kept ${Date.now()}`;
  const id = await experiment(request, name);
  await signIn(page, 'root', PASSWORD, `/#/experiments/${id}`);
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await page.context().clearCookies();
  await page.goto(`/#/experiments/${id}/traces`);
  await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await page.getByRole('textbox', { name: 'User name' }).fill('root');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  expect(page.url()).toContain('/traces');
});

test('a token is made, shown once, used and revoked', async ({ page, playwright, baseURL }) => {
  await signIn(page, 'root', PASSWORD, '/#/account');
  const comment = `nightly <b>${Date.now()}</b>`;
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('What it is for').fill(comment);
  await page.getByRole('button', { name: '30 days' }).click();
  await page.getByRole('button', { name: 'Only read' }).click();
  await page.getByRole('button', { name: 'Make the token' }).click();
  const shown = page.getByRole('dialog', { name: 'The token is made' });
  const token = (await shown.locator('pre').first().textContent()) ?? '';
  expect(token).toMatch(/^cairn_/);
  await expectAccessible(page);
  await shown.getByRole('button', { name: 'Done' }).click();
  const program = await playwright.request.newContext({
    ...(baseURL !== undefined && { baseURL }),
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  expect((await program.get('/api/2.0/mlflow/users/current')).status()).toBe(200);
  const item = page.getByRole('list', { name: 'Access tokens' }).getByRole('listitem').filter({ hasText: comment });
  await expect(item).toContainText('ends');
  await expect(item).toContainText('Only read');
  const data = { name: comment };
  expect((await program.post('/api/2.0/mlflow/experiments/create', { data })).status()).toBe(403);
  await page.reload();
  await expect(page.getByText(token)).toBeHidden();
  await item.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog', { name: 'Revoke the token?' }).getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('dialog')).toBeHidden(); // behind it nothing is shown, the token or not
  await expect(item).toBeHidden();
  await expect.poll(async () => (await program.get('/api/2.0/mlflow/users/current')).status()).toBe(401);
  await program.dispose();
});

test('another browser is signed out', async ({ page, browser, baseURL }) => {
  await signIn(page, 'root', PASSWORD, '/#/account');
  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL, userAgent: 'Firefox/140.0 Windows' });
  const otherPage = await other.newPage();
  await signIn(otherPage, 'root', PASSWORD, '/#/account');
  await page.reload();
  const sessions = page.getByRole('list', { name: 'Signed in browsers' });
  await expect(sessions.getByRole('listitem').filter({ hasText: 'this browser' })).toHaveCount(1);
  await sessions
    .getByRole('listitem')
    .filter({ hasText: 'Firefox · Windows' })
    .first()
    .getByRole('button', { name: 'Sign out' })
    .click();
  await expect(page.getByText('The browser is signed out.')).toBeVisible();
  await otherPage.reload();
  await expect(otherPage.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await other.close();
});

test('users are added, found, made administrators, given passwords, deleted', async ({ page }) => {
  const name = `ann.${Date.now()}`;
  await signIn(page, 'root', PASSWORD, '/#/users');
  await page.getByRole('button', { name: 'Add a user' }).click();
  await page.getByRole('textbox', { name: 'User name' }).fill('root');
  await page.getByLabel('First password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const addition = page.getByRole('dialog', { name: 'Add a user' });
  await expect(addition.getByRole('alert')).toContainText('already exists');
  await page.getByRole('textbox', { name: 'User name' }).fill(name);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(addition).toBeHidden();
  await page.getByRole('searchbox', { name: 'Search users' }).fill(name);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Member');
  await expect(page.getByRole('row').filter({ hasText: 'root' })).toBeHidden();
  await expectAccessible(page);

  const act = async (action: string) => {
    await row.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: action, exact: true }).click();
  };
  await act('Make an administrator');
  await expect(row).toContainText('Administrator');
  await act('No longer an administrator');
  await expect(row).toContainText('Member');
  await act('Set a password');
  await page.getByLabel('New password').fill(OTHER);
  const reset = page.getByRole('dialog', { name: 'Another password' });
  await reset.getByRole('button', { name: 'Set a password' }).click();
  await expect(reset).toBeHidden();
  await act('Delete');
  const deletion = page.getByRole('dialog', { name: 'Delete the account' });
  await deletion.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody is called so' })).toBeVisible();
});

test('the only administrator stays one', async ({ page }) => {
  await signIn(page, 'root', PASSWORD, '/#/users?q=root');
  await page.getByRole('button', { name: 'Actions for root' }).click();
  await page.getByRole('menuitem', { name: 'No longer an administrator' }).click();
  await expect(page.getByText('root is the only administrator').first()).toBeVisible();
});

test('who is no administrator any more sees the users no longer', async ({ page, request }) => {
  const name = `eve.${Date.now()}`;
  await user(request, name, true);
  await signIn(page, name, PASSWORD, `/#/users?q=${name}`);
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'No longer an administrator' }).click();
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
  await expect(page.getByRole('table')).toBeHidden();
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'My account' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Users' })).toBeHidden();
});

test('a member changes the password, and manages nobody', async ({ page, request }) => {
  const name = `bob.${Date.now()}`;
  await user(request, name);
  await signIn(page, name, PASSWORD, '/#/account');
  await page.getByLabel('Current password').fill('not that one');
  await page.getByLabel('New password').fill(OTHER);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('alert')).toContainText('Current password does not match');
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('The password is changed.')).toBeVisible();
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('menuitem', { name: 'My account' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Users' })).toBeHidden();
  await page.keyboard.press('Escape');
  await page.goto('/#/users');
  await expect(page.getByRole('alert')).toContainText('not');
  await page.context().clearCookies();
  await signIn(page, name, OTHER, '/#/');
  await expect(page.getByRole('button', { name })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the entrance and the account can be read by everyone, ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    await page.goto('/#/');
    await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
    await expectAccessible(page);
    await signIn(page, 'root', PASSWORD, '/#/account');
    await expect(page.getByRole('heading', { name: 'Signed in browsers' })).toBeVisible();
    await expectAccessible(page);
  });
}

test('the entrance speaks Japanese', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  await page.goto('/#/');
  await expect(page.getByRole('heading', { name: 'Cairn にサインイン' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'パスワードを表示' })).toBeVisible();
});

test('a password can be looked at wherever it is typed', async ({ page }) => {
  const look = async (label: string, scope: Page | Locator = page) => {
    const field = scope.getByLabel(label, { exact: true });
    const button = scope.getByRole('button', { name: 'Show password' }).last();
    await field.fill('what I type');
    await expect(field).toHaveAttribute('type', 'password');
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await field.press('Tab');
    await expect(button).toBeFocused();
    await button.press('Space');
    await expect(field).toHaveAttribute('type', 'text');
    await expect(field).toHaveValue('what I type');
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expectAccessible(page);
    await button.click();
    await expect(field).toHaveAttribute('type', 'password');
  };
  await page.goto('/#/');
  await look('Password');
  await signIn(page, 'root', PASSWORD, '/#/account');
  await look('New password');
  await page.goto('/#/users?q=root');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const addition = page.getByRole('dialog', { name: 'Add a user' });
  await look('First password', addition);
  await addition.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Actions for root' }).click();
  await page.getByRole('menuitem', { name: 'Set a password' }).click();
  await look('New password', page.getByRole('dialog', { name: 'Another password' }));
});

async function setUp(page: Page) {
  await page.getByRole('textbox', { name: 'User name' }).fill('root');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the administrator' }).click();
}
