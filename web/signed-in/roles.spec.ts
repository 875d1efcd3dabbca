import { expect, expectAccessible, test } from '../tests/page';
import { assign, call, experiment, PASSWORD, signIn, user, workspaceFor } from './people';

test('who manages a workspace makes a role, says what it gives, gives it to people, and deletes it', async ({
  page,
  request,
}) => {
  const team = await workspaceFor(request);
  const [boss, bob] = [`boss.${Date.now()}`, `bob.${Date.now()}`];
  await user(request, boss);
  await user(request, bob);
  await assign(request, boss, 'admin', team);
  const only = `only this ${team}`;
  const id = await experiment(request, only, { in: team });
  await signIn(page, boss, PASSWORD, `/?workspace=${team}#/roles`);
  await expect(page.getByRole('row').filter({ hasText: 'May do everything' })).toContainText('The whole workspace');
  await page.getByRole('button', { name: 'New role' }).click();
  const making = page.getByRole('dialog', { name: 'New role' });
  await making.getByLabel('Name').fill('user');
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(making.getByRole('alert')).toContainText('already exists');
  await making.getByLabel('Name').fill('reviewers');
  await making.getByLabel('Description').fill('Look at what others did');
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'reviewers' })).toBeVisible();
  await expect(page.getByText('It gives nothing yet.')).toBeVisible();
  await expect(page.getByText('Nobody has it yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Add a permission' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a permission' });
  await adding.getByRole('button', { name: 'One' }).click();
  await adding.getByRole('radio', { name: only }).check();
  await adding.getByRole('radio', { name: /^Can edit/ }).check();
  await expectAccessible(page);
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(adding).toBeHidden();
  const gives = page.getByRole('list', { name: 'What it gives' }).getByRole('listitem');
  await expect(gives).toHaveCount(1);
  await expect(gives.first().getByRole('link', { name: `Experiment ${only}` })).toBeVisible();

  await page.getByLabel('User name').fill('no.such.person');
  await page.getByRole('button', { name: 'Give the role' }).click();
  await expect(page.getByRole('alert')).toContainText('no.such.person');
  await page.getByLabel('User name').fill(bob);
  await page.getByRole('button', { name: 'Give the role' }).click();
  const people = page.getByRole('list', { name: 'People who have it' }).getByRole('listitem');
  await expect(people).toHaveText([bob]);
  const found = `3.0/mlflow/users/permissions/get?username=${bob}&resource_type=experiment&resource_id=${id}`;
  const level = async () => (await call<{ permission: string }>(request, 'GET', found, { in: team })).permission;
  expect(await level()).toBe('EDIT');
  await expectAccessible(page);

  await gives
    .first()
    .getByRole('button', { name: /what it gives: Can edit/ })
    .click();
  await page.getByRole('menuitemradio', { name: 'Can view' }).click();
  await expect(gives.first().getByRole('button', { name: /Can view/ })).toBeVisible();
  expect(await level()).toBe('READ');
  await gives
    .first()
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(gives).toHaveCount(0);
  await page.getByRole('button', { name: `Take the role from ${bob}` }).click();
  await expect(people).toHaveCount(0);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('The role reviewers is gone.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'reviewers' })).toBeHidden();
});

test('members see what roles give, and change nothing', async ({ page, request }) => {
  const name = `member.${Date.now()}`;
  await user(request, name);
  await signIn(page, name, PASSWORD, '/#/roles');
  await page.getByRole('link', { name: 'user', exact: true }).click();
  await expect(page.getByRole('list', { name: 'What it gives' })).toContainText('Sees everything, and creates');
  await expect(page.getByText('Who has it is shown to who manages the workspace.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a permission' })).toBeHidden();
});

test('administrators give people roles in every workspace', async ({ page, request }) => {
  const team = await workspaceFor(request);
  const name = `given.${Date.now()}`;
  await user(request, name);
  await signIn(page, 'root', PASSWORD, `/#/users?q=${name}`);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('user');
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Roles' }).click();
  const dialog = page.getByRole('dialog', { name: `Roles of ${name}` });
  const there = dialog.getByRole('group', { name: team });
  const admin = there.getByRole('checkbox', { name: 'admin' });
  await admin.click();
  await expect(admin).toBeChecked();
  await expectAccessible(page);
  const ofDefault = dialog.getByRole('group', { name: 'default' }).getByRole('checkbox', { name: 'user' });
  await ofDefault.click();
  await expect(ofDefault).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(row).toContainText(`${team}: admin`);
  const { roles } = await call<{ roles: { name: string; workspace: string }[] }>(
    request,
    'GET',
    `3.0/mlflow/users/roles/list?username=${name}`,
  );
  expect(roles.map((role) => `${role.workspace} ${role.name}`)).toEqual([`${team} admin`]);
});

test('one’s account says in words what one may do', async ({ page, request }) => {
  const name = `words.${Date.now()}`;
  await user(request, name);
  const mine = `mine ${name}`;
  await experiment(request, mine, { as: name });
  await signIn(page, name, PASSWORD, '/#/account');
  const list = page.getByRole('list', { name: 'default', exact: true }).getByRole('listitem');
  await expect(list.filter({ hasText: 'The whole workspace' })).toContainText('Sees everything, and creates');
  await expect(list.filter({ hasText: 'The whole workspace' })).toContainText('by the role user');
  const own = list.filter({ hasText: mine });
  await expect(own).toContainText('Can manage');
  await expect(own).toContainText('granted to you');
  await expectAccessible(page);
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Roles' }).click();
  await expect(page.getByRole('heading', { name: 'Roles' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`roles can be read by everyone, ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    await signIn(page, 'root', PASSWORD, '/#/roles');
    await expect(page.getByRole('row').filter({ hasText: 'May do everything' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'admin', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'People who have it' })).toBeVisible();
    await expectAccessible(page);
  });
}

test('roles speak Japanese', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  await page.goto('/#/roles');
  await page.getByRole('textbox', { name: 'ユーザー名' }).fill('root');
  await page.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'サインイン' }).click();
  await expect(page.getByRole('heading', { name: 'ロール' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'admin' })).toContainText('ワークスペース全体');
});
