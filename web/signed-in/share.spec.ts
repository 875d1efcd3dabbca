import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../tests/page';
import { assign, call, experiment, group, headersOf, PASSWORD, signIn, user, workspaceFor } from './people';

test('who manages an experiment lets others in, changes what they may do, and takes it back', async ({
  page,
  request,
}) => {
  const [ann, bob] = await people(page, 2);
  const name = `shared ${ann}`;
  const id = await experiment(request, name, { as: ann });
  await signIn(page, ann, PASSWORD, `/#/experiments/${id}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${name}` });
  const list = dialog.getByRole('list', { name: 'People with access of their own' }).getByRole('listitem');
  await expect(list).toHaveCount(1);
  await expect(list.first()).toContainText(ann);
  await expect(list.first()).toContainText('you');
  const inherited = dialog.getByRole('list', { name: 'Through roles' });
  await expect(inherited).toContainText('Administrators of the server');
  await expect(inherited.getByRole('listitem').filter({ hasText: /^user/ })).toContainText('Can view');

  await dialog.getByLabel('User name').fill('nobody.of.this.name');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByRole('alert')).toContainText('nobody.of.this.name');
  await dialog.getByLabel('User name').fill(bob);
  await dialog.getByRole('button', { name: 'What they may do: Can view' }).click();
  await page.getByRole('menuitemradio', { name: 'Can edit' }).click();
  await expect(dialog.getByText('Logs to it and changes what is there')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add' }).click();
  const his = list.filter({ hasText: bob });
  await expect(his).toContainText('Can edit');
  expect(await levelOf(page, bob, id)).toBe('EDIT');

  await his.getByRole('button', { name: `What ${bob} may do: Can edit` }).click();
  await page.getByRole('menuitemradio', { name: 'No access' }).click();
  await expect(his).toContainText('No access');
  expect(await levelOf(page, bob, id)).toBe('NO_PERMISSIONS');
  await his.getByRole('button', { name: `Remove ${bob}` }).click();
  await expect(his).toBeHidden();
  expect(await levelOf(page, bob, id)).toBe('READ');
});

test('who does not manage it sees why it is not theirs to share, and whom to ask', async ({ page, request }) => {
  const [ann, bob] = await people(page, 2);
  const name = `theirs ${ann}`;
  const id = await experiment(request, name, { as: ann });
  await signIn(page, bob, PASSWORD, `/#/experiments/${id}`);
  await expect(page.getByText(`Owner: ${ann}`)).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${name}` });
  await expect(dialog).toContainText('You can view this. Only who manages it changes who else has access.');
  await expect(dialog.getByRole('list', { name: 'Ask one of them:' })).toContainText(ann);
  await expect(dialog.getByLabel('User name')).toBeHidden();
  await expectAccessible(page);
});

test('the page of an experiment names two who manage it, and counts the others', async ({ page, request }) => {
  const [ann, bob, carol] = await people(page, 3);
  const id = await experiment(request, `managed by many ${ann}`, { as: ann });
  for (const username of [bob, carol]) {
    const data = { username, resource_type: 'experiment', resource_id: id, permission: 'MANAGE' };
    await call(request, 'POST', '3.0/cairn/permissions/set', { as: ann, data });
  }
  await signIn(page, ann, PASSWORD, `/#/experiments/${id}`);
  const owners = page.getByText(/^Owner: \S+, \S+ and 1 more$/);
  await expect(owners).toBeVisible();
  for (const name of [ann, bob, carol]) await expect(owners).toHaveAttribute('title', new RegExp(name));
});

test('who gives away their own right to manage sees that it is gone', async ({ page, request }) => {
  const [ann] = await people(page, 1);
  const name = `given away ${ann}`;
  const id = await experiment(request, name, { as: ann });
  await signIn(page, ann, PASSWORD, `/#/experiments/${id}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${name}` });
  await dialog.getByRole('button', { name: `Remove ${ann}` }).click();
  await expect(dialog).toContainText('You can view this.');
  await expect(dialog).toContainText('Ask who manages the workspace.');
});

test('a registered model is shared with somebody, who then changes it', async ({ page, request }) => {
  const [ann, bob] = await people(page, 2);
  const name = `model of ${ann}`;
  await call(request, 'POST', '2.0/mlflow/registered-models/create', { as: ann, data: { name } });
  await signIn(page, ann, PASSWORD, `/#/models/${encodeURIComponent(name)}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${name}` });
  const list = dialog.getByRole('list', { name: 'People with access of their own' }).getByRole('listitem');
  await expect(list.first()).toContainText(ann);
  await dialog.getByLabel('User name').fill(bob);
  await dialog.getByRole('button', { name: 'What they may do: Can view' }).click();
  await page.getByRole('menuitemradio', { name: 'Can edit' }).click();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(list.filter({ hasText: bob })).toContainText('Can edit');
  const data = { name, description: 'by bob' };
  await call(request, 'PATCH', '2.0/mlflow/registered-models/update', { as: bob, data });
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByText('by bob')).toBeVisible();
});

test('who moves versions of a model to which stages is given with it', async ({ page, request }) => {
  const [ann, bob] = await people(page, 2);
  const name = `staged by ${ann}`;
  await call(request, 'POST', '2.0/mlflow/registered-models/create', { as: ann, data: { name } });
  await call(request, 'POST', '2.0/mlflow/model-versions/create', { as: ann, data: { name, source: 's3://b/1' } });
  await signIn(page, ann, PASSWORD, `/#/models/${encodeURIComponent(name)}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${name}` });
  const his = dialog
    .getByRole('list', { name: 'People with access of their own' })
    .getByRole('listitem')
    .filter({ hasText: bob });
  await dialog.getByLabel('User name').fill(bob);
  await dialog.getByRole('button', { name: 'What they may do: Can view' }).click();
  await page.getByRole('menuitemradio', { name: 'Can manage staging' }).click();
  await expect(dialog.getByText('Also moves versions to and from Staging')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(his).toContainText('Can manage staging');
  const move = (stage: string) =>
    request.post('/ajax-api/2.0/mlflow/databricks/model-versions/transition-stage', {
      headers: headersOf(bob),
      data: { name, version: '1', stage, archive_existing_versions: false },
    });
  expect((await move('Production')).status()).toBe(403);
  expect((await move('Staging')).ok()).toBe(true);
  await his.getByRole('button', { name: `What ${bob} may do: Can manage staging` }).click();
  await page.getByRole('menuitemradio', { name: 'Can manage production' }).click();
  await expect(his).toContainText('Can manage production');
  await expect.poll(async () => (await move('Production')).status()).toBe(200);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  const told = page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
  await expect(told.filter({ hasText: `set what ${bob} may do: Can manage production` })).toBeVisible();
});

test('an experiment is shared with a group, and all who are in it see it', async ({ page, request }) => {
  const [ann] = await people(page, 1);
  const bob = `bob.${Date.now()}`;
  const team = await group(request, bob, { members: [await user(request, bob)] }); // called as a person is
  const workspace = await workspaceFor(request);
  await assign(request, ann, 'admin', workspace);
  const name = `shared with many ${ann}`;
  const id = await experiment(request, name, { as: ann, in: workspace });
  await signIn(page, ann, PASSWORD, `/?workspace=${workspace}#/experiments/${id}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${name}` });
  await dialog.getByRole('button', { name: 'Group', exact: true }).click();
  await dialog.getByLabel('Name of the group').fill('no group of this name');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByRole('alert')).toContainText("There is no group 'no group of this name'.");
  await dialog.getByLabel('Name of the group').fill(team.name);
  await dialog.getByRole('button', { name: 'What they may do: Can view' }).click();
  await page.getByRole('menuitemradio', { name: 'Can edit' }).click();
  await dialog.getByRole('button', { name: 'Add' }).click();
  const row = dialog
    .getByRole('list', { name: 'People with access of their own' })
    .getByRole('listitem')
    .filter({ hasText: team.name });
  await expect(row).toContainText('group');
  await expect(row).toContainText('Can edit');
  await expectAccessible(page);
  const tag = { experiment_id: id, key: 'by', value: bob };
  await call(request, 'POST', '2.0/mlflow/experiments/set-experiment-tag', { as: bob, in: workspace, data: tag });

  await row.getByRole('button', { name: `What ${team.name} may do: Can edit` }).click();
  await page.getByRole('menuitemradio', { name: 'Can view' }).click();
  await expect(row).toContainText('Can view');
  await call(request, 'GET', `2.0/mlflow/experiments/get?experiment_id=${id}`, { as: bob, in: workspace });
  await row.getByRole('button', { name: `Remove ${team.name}` }).click();
  await expect(row).toBeHidden();
  const refused = await request.get(`/api/2.0/mlflow/experiments/get?experiment_id=${id}`, {
    headers: { ...headersOf(bob), 'X-MLFLOW-WORKSPACE': workspace },
  });
  expect(refused.status()).toBe(404);
});

test('a failure says so and is tried again', async ({ page, request }) => {
  const id = await experiment(request, `failing ${Date.now()}`);
  let isDown = true; // from the beginning: the page asks the same to say whose the experiment is
  await page.route('**/cairn/permissions/list**', (route) =>
    isDown
      ? route.fulfill({ status: 500, json: { error_code: 'INTERNAL_ERROR', message: 'The database is away.' } })
      : route.continue(),
  );
  await signIn(page, 'root', PASSWORD, `/#/experiments/${id}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('The database is away.');
  isDown = false;
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByRole('list', { name: 'Through roles' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the dialog can be read by everyone, on a phone as well, ${theme}`, async ({ page, request }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    const id = await experiment(request, `read ${theme} ${Date.now()}`);
    await signIn(page, 'root', PASSWORD, `/#/experiments/${id}`);
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('list', { name: 'Through roles' })).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const width = await page.getByRole('dialog').evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(width).toBe(0);
  });
}

/** New people with accounts. */
async function people<const N extends 1 | 2 | 3>(page: Page, count: N): Promise<Names[N]> {
  const names = ['ann', 'bob', 'carol'].slice(0, count).map((name) => `${name}.${Date.now()}`);
  for (const name of names) await user(page.request, name);
  return names as Names[N];
}

type Names = { 1: [string]; 2: [string, string]; 3: [string, string, string] };

/** What the server lets somebody do with an experiment. */
async function levelOf(page: Page, username: string, id: string): Promise<string> {
  const path = `3.0/mlflow/users/permissions/get?username=${username}&resource_type=experiment&resource_id=${id}`;
  return (await call<{ permission: string }>(page.request, 'GET', path)).permission;
}
