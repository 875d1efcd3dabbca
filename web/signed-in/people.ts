import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from '../tests/page';

export const PASSWORD = 'correct horse battery';

const SCIM = '2.0/preview/scim/v2';

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

/** `bytes` are a body in base 64. */
type Call = { as?: string; in?: string; data?: object; bytes?: string };

/** What the server answers somebody, whom no page asks for; the administrator where nobody is named. */
export async function call<Answer>(
  request: APIRequestContext,
  method: string,
  path: string,
  { as = 'root', in: workspace = 'default', data, bytes }: Call = {},
): Promise<Answer> {
  const headers = { ...headersOf(as), 'X-MLFLOW-WORKSPACE': workspace };
  const body = bytes === undefined ? data : Buffer.from(bytes, 'base64');
  const reply = await request.fetch(`/ajax-api/${path}`, { method, headers, ...(body && { data: body }) });
  const text = await reply.text();
  expect(reply.ok(), `${method} ${path}: ${text}`).toBe(true);
  return (text === '' ? {} : JSON.parse(text)) as Answer;
}

export async function experiment(request: APIRequestContext, name: string, { as, in: workspace }: Call = {}) {
  const where = { ...(as !== undefined && { as }), ...(workspace !== undefined && { in: workspace }) };
  const path = '2.0/mlflow/experiments/create';
  return (await call<{ experiment_id: string }>(request, 'POST', path, { ...where, data: { name } })).experiment_id;
}

/** A workspace of its own for a test. */
export async function workspaceFor(request: APIRequestContext, description = ''): Promise<string> {
  const name = `team-${Date.now()}`;
  await call(request, 'POST', '3.0/mlflow/workspaces', { data: { name, description } });
  return name;
}

type Role = { id: number; name: string };

/** Gives somebody one of the roles that each workspace has. */
export async function assign(request: APIRequestContext, username: string, role: string, workspace = 'default') {
  const { roles } = await call<{ roles: Role[] }>(request, 'GET', `3.0/mlflow/roles/list?workspace=${workspace}`);
  const id = roles.find(({ name }) => name === role)?.id;
  await call(request, 'POST', '3.0/mlflow/roles/assign', { data: { username, role_id: id } });
}

/** Somebody who has an account, with the password of all; gives its id. */
export async function user(request: APIRequestContext, username: string, isAdmin = false): Promise<string> {
  const account = { username, password: PASSWORD };
  const made = await call<{ user: { id: number } }>(request, 'POST', '2.0/mlflow/users/create', { data: account });
  if (isAdmin) {
    await call(request, 'PATCH', '2.0/mlflow/users/update-admin', { data: { username, is_admin: true } });
  }
  return String(made.user.id);
}

type Named = { id: string; name: string };

/** A group, with members by their ids; in another group if that is named. */
export async function group(
  request: APIRequestContext,
  name: string,
  { within, members = [] }: { within?: string; members?: string[] } = {},
): Promise<Named> {
  const data = { displayName: name, members: members.map((value) => ({ value })) };
  const { id } = await call<Named>(request, 'POST', `${SCIM}/Groups`, { data });
  if (within !== undefined) {
    const Operations = [{ op: 'add', path: 'members', value: [{ value: id }] }];
    await call(request, 'PATCH', `${SCIM}/Groups/${within}`, { data: { Operations } });
  }
  return { id, name };
}

/** On a phone, say: nothing of the page is beside what one sees of it. */
export async function expectWithinWidth(page: Page): Promise<void> {
  const beyond = await page.locator('#content').evaluate((content) => content.scrollWidth - content.clientWidth);
  expect(beyond).toBe(0);
}

/** The account of a program. */
export async function program(request: APIRequestContext, name: string): Promise<Named & { applicationId: string }> {
  const data = { displayName: name };
  const made = await call<Named & { applicationId: string }>(request, 'POST', `${SCIM}/ServicePrincipals`, { data });
  return { ...made, name };
}

/** With which a request is somebody's. */
export function headersOf(username: string): { Authorization: string } {
  return { Authorization: `Basic ${Buffer.from(`${username}:${PASSWORD}`).toString('base64')}` };
}
