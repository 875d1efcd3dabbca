import type { Page } from '@playwright/test';
import { expect, test } from '../tests/page';
import { enter, experiment, PASSWORD, signIn, user } from './people';

/** What a review begun in this tab is kept as. */
const DRAFT = 'cairn.review.of-a-queue';

test('who signs in next finds nothing of the one before in the tab', async ({ page, request }) => {
  const name = await somebody(request);
  await signIn(page, 'root', PASSWORD, '/#/');
  await leaveTraces(page);
  await page.getByRole('button', { name: 'root', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await expect(page.getByText('root is the only administrator')).toBeHidden();
  await enter(page, name);
  await expectNoTraces(page, name);
});

test('to sign this browser out is the same in the list of browsers', async ({ page }) => {
  await signIn(page, 'root', PASSWORD, '/#/');
  await leaveTraces(page);
  await page.goto('/#/account');
  const own = page.getByRole('list', { name: 'Signed in browsers' }).getByRole('listitem');
  await own.filter({ hasText: 'this browser' }).getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  await expect(page.getByText('root is the only administrator')).toBeHidden();
  expect(await kept(page)).toBeNull();
});

test('all tabs follow who signs out and in', async ({ page, context, request }) => {
  const name = await somebody(request);
  const fresh = await context.newPage();
  await fresh.goto('/#/experiments');
  await expect(fresh.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  const other = await context.newPage();
  await signIn(other, 'root', PASSWORD, '/#/');
  await expect(fresh.getByRole('heading', { name: 'Experiments' })).toBeVisible();
  await page.goto('/#/');
  await leaveTraces(page);
  await page.goto('/#/account');
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();

  await other.getByRole('button', { name: 'root', exact: true }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  for (const tab of [page, fresh, other]) {
    await expect(tab.getByRole('heading', { name: 'Sign in to Cairn' })).toBeVisible();
  }
  await enter(other, name);
  await expect(fresh.getByRole('button', { name, exact: true })).toBeVisible();
  await expectNoTraces(page, name);
});

test('who signs in elsewhere while another is still shown replaces them', async ({ page, context, request }) => {
  const name = await somebody(request);
  await signIn(page, 'root', PASSWORD, '/#/');
  await leaveTraces(page);
  await page.goto('/#/account');
  await expect(page.getByText('Administrator', { exact: true })).toBeVisible();
  await context.clearCookies();
  const other = await context.newPage();
  await signIn(other, name, PASSWORD, '/#/');
  await expectNoTraces(page, name);
});

test('a tab that slept meanwhile learns of it when it is looked at', async ({ page, context, request }) => {
  const name = await somebody(request);
  await signIn(page, 'root', PASSWORD, '/#/account');
  await context.request.post('/ajax-api/3.0/cairn/session/create', {
    headers: { 'X-Requested-With': 'cairn' },
    data: { username: name, password: PASSWORD },
  });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'root', exact: true })).toBeHidden();
});

test('who comes back after their session ended goes on where they were', async ({ page, context, request }) => {
  const name = await somebody(request);
  await signIn(page, 'root', PASSWORD, '/#/');
  await leaveTraces(page);
  await context.clearCookies();
  await page.reload();
  await enter(page, 'root');
  await expect(page.getByRole('button', { name: 'root', exact: true })).toBeVisible();
  expect(await kept(page)).toBe('{}');
  await context.clearCookies();
  await page.reload();
  await enter(page, name);
  await expectNoTraces(page, name);
});

test('who is signed in reviews in their own name, whatever was chosen before there were accounts', async ({
  page,
  request,
}) => {
  const name = await somebody(request);
  const id = await experiment(request, `reviewed ${name}`, { as: name });
  await page.addInitScript(() => localStorage.setItem('cairn.reviewer', 'somebody else'));
  await signIn(page, name, PASSWORD, `/#/experiments/${id}/review-queue`);
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByText('somebody else')).toBeHidden();
});

async function somebody(request: Parameters<typeof user>[0]): Promise<string> {
  const name = `next.${Date.now()}`;
  await user(request, name);
  return name;
}

/** A search, a draft, and what went wrong in the corner until it is closed. */
async function leaveTraces(page: Page) {
  await page.goto('/#/experiments?q=confidential');
  await expect(page.getByRole('searchbox').first()).toHaveValue('confidential');
  await page.evaluate((key) => sessionStorage.setItem(key, '{}'), DRAFT);
  await page.goto('/#/users?q=root');
  await page.getByRole('button', { name: 'Actions for root' }).click();
  await page.getByRole('menuitem', { name: 'No longer an administrator' }).click();
  await expect(page.getByText('root is the only administrator').first()).toBeVisible();
}

async function expectNoTraces(page: Page, name: string) {
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'root', exact: true })).toBeHidden();
  await expect(page.getByText('root is the only administrator')).toBeHidden();
  await page.getByRole('link', { name: 'Experiments', exact: true }).click();
  await expect(page.getByRole('searchbox').first()).toHaveValue('');
  expect(await kept(page)).toBeNull();
}

async function kept(page: Page): Promise<string | null> {
  return page.evaluate((key) => sessionStorage.getItem(key), DRAFT);
}
