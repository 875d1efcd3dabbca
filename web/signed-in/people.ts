import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from '../tests/page';

export const PASSWORD = 'correct horse battery';
const ADMIN = basic('root', PASSWORD);

export async function signIn(page: Page, username: string, password: string, address: string) {
  await page.goto(address);
  await enter(page, username, password);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

/** At the entrance. */
export async function enter(page: Page, username: string, password = PASSWORD) {
  await page.getByRole('textbox', { name: 'User name' }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function experiment(request: APIRequestContext, name: string): Promise<string> {
  const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', {
    headers: { Authorization: ADMIN },
    data: { name },
  });
  return ((await made.json()) as { experiment_id: string }).experiment_id;
}

/** Somebody who has an account, with the password of all. */
export async function user(request: APIRequestContext, username: string, isAdmin = false): Promise<void> {
  const users = '/ajax-api/2.0/mlflow/users';
  const headers = { Authorization: ADMIN };
  await request.post(`${users}/create`, { headers, data: { username, password: PASSWORD } });
  if (isAdmin) await request.patch(`${users}/update-admin`, { headers, data: { username, is_admin: true } });
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
