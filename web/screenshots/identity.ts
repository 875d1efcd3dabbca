import type { APIRequestContext, Page } from '@playwright/test';
import { assign, call, experiment, group, program, user, workspaceFor } from '../signed-in/people';

/** A screen of a server with accounts, its address with what stands before the `#`. */
export type IdentityScreen = { name: string; address: string; open?: (page: Page) => Promise<void> };

const LONG = 'a.person.with.a.very.long.name@department.example.org';

/** People, groups, programs and roles, as a team has them, and the screens that show them. */
export async function identityScreens(request: APIRequestContext): Promise<IdentityScreen[]> {
  const team = await workspaceFor(request, 'The vision team: cameras, labels and what is learned from them');
  const people = ['maria.gonzalez', 'bob', LONG];
  const ids: string[] = [];
  for (const name of people) ids.push(await user(request, name));
  await assign(request, 'bob', 'admin', team);
  const id = await experiment(request, 'churn model', { as: 'bob' });
  await share(request, id, { username: 'maria.gonzalez', permission: 'EDIT' });
  await share(request, id, { username: LONG, permission: 'DENY' });
  const nightly = await program(request, 'nightly training');
  const secrets = `2.0/accounts/servicePrincipals/${nightly.id}/credentials/secrets`;
  await call(request, 'POST', secrets, { data: {} });
  const token = { application_id: nightly.applicationId, comment: 'from the scheduler', lifetime_seconds: 86_400 };
  await call(request, 'POST', '2.0/token-management/on-behalf-of/tokens', { data: token });
  const empty = await program(request, 'a program that has nothing yet and is called at length');
  const off = [{ op: 'replace', path: 'active', value: false }];
  await call(request, 'PATCH', `2.0/preview/scim/v2/ServicePrincipals/${empty.id}`, { data: { Operations: off } });
  const everybody = await group(request, 'everybody');
  const analysts = await group(request, 'analysts', { within: everybody.id, members: [...ids, nightly.id] });
  const interns = await group(request, 'interns of the research department', { within: analysts.id });
  await share(request, id, { group_name: 'analysts', permission: 'READ' });
  const role = await reviewers(request, id);
  await call(request, 'POST', '3.0/mlflow/roles/assign', { data: { group_name: 'analysts', role_id: role } });
  return [
    { name: 'users', address: '/#/users' },
    { name: 'user-roles', address: '/#/users?q=bob', open: menu(0) },
    { name: 'user-delete', address: '/#/users?q=bob', open: menu(-1) },
    { name: 'groups', address: '/#/groups' },
    { name: 'groups-none-found', address: '/#/groups?q=zzz' },
    { name: 'group-new', address: '/#/groups', open: press(0) },
    { name: 'group', address: `/#/groups/${analysts.id}` },
    { name: 'group-empty', address: `/#/groups/${interns.id}` },
    { name: 'group-add', address: `/#/groups/${analysts.id}`, open: press(0) },
    { name: 'group-roles', address: `/#/groups/${analysts.id}`, open: press(-1) },
    { name: 'group-delete', address: '/#/groups?q=interns', open: menu(-1) },
    { name: 'service-principals', address: '/#/service-principals' },
    { name: 'service-principal', address: `/#/service-principals/${nightly.id}` },
    { name: 'service-principal-empty', address: `/#/service-principals/${empty.id}` },
    { name: 'service-principal-secret', address: `/#/service-principals/${empty.id}`, open: secret },
    { name: 'roles', address: '/#/roles' },
    { name: 'role', address: `/#/roles/${role}` },
    { name: 'role-new', address: '/#/roles', open: press(0) },
    { name: 'workspaces', address: `/?workspace=${team}#/workspaces` },
    { name: 'workspace-delete', address: `/#/workspaces?q=${team}`, open: menu(-1) },
    {
      name: 'share',
      address: `/#/experiments/${id}`,
      open: (page) => page.getByRole('button', { name: /^(Share|共有)$/ }).click(),
    },
    { name: 'keys', address: '/#/keys' },
    { name: 'keys-rotate', address: '/#/keys', open: press(0) },
    { name: 'audit', address: '/#/audit' },
    { name: 'audit-none', address: '/#/audit?actor=nobody' },
    { name: 'account', address: '/#/account' },
    { name: 'device', address: '/#/device' },
    { name: 'account-menu', address: '/#/', open: openAccount },
    { name: 'home-of-team', address: `/?workspace=${team}#/` },
    { name: 'workspace-unseen', address: '/?workspace=nowhere#/' },
  ];
}

type Sharing = { username?: string; group_name?: string; permission: string };

async function share(request: APIRequestContext, id: string, to: Sharing): Promise<void> {
  const data = { ...to, resource_type: 'experiment', resource_id: id };
  await call(request, 'POST', '3.0/cairn/permissions/set', { data });
}

/** A role that gives some of everything. */
async function reviewers(request: APIRequestContext, id: string): Promise<number> {
  const data = { name: 'reviewers', workspace: 'default', description: 'Look at what others did, and answer' };
  const { role } = await call<{ role: { id: number } }>(request, 'POST', '3.0/mlflow/roles/create', { data });
  for (const [type, pattern, permission] of [
    ['experiment', id, 'EDIT'],
    ['trace', '*', 'EDIT'],
    ['registered_model', 'fraud', 'MANAGE'],
    ['prompt', '*', 'DENY'],
  ]) {
    const given = { role_id: role.id, resource_type: type, resource_pattern: pattern, permission };
    await call(request, 'POST', '3.0/mlflow/roles/permissions/add', { data: given });
  }
  return role.id;
}

/** A button of the page, whatever the language. */
function press(place: number) {
  return async (page: Page) => page.locator('main button:not([role])').filter({ hasText: /\S/ }).nth(place).click();
}

/** An item of the menu of the first row. */
function menu(place: number) {
  return async (page: Page) => {
    await page.getByRole('row').nth(1).getByRole('button').last().click();
    await page.getByRole('menuitem').nth(place).click();
  };
}

async function secret(page: Page): Promise<void> {
  await press(0)(page);
  await page.getByRole('dialog').locator('[type=submit]').click();
}

async function openAccount(page: Page): Promise<void> {
  const burger = page.getByRole('button', { name: /^(Menu|メニュー)$/ });
  if (await burger.isVisible()) await burger.click();
  await page.getByRole('button', { name: 'root' }).click();
}
