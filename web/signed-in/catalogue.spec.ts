import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../tests/page';
import { call, expectWithinWidth, group, headersOf, PASSWORD, program, signIn, user } from './people';

const API = '2.1/unity-catalog';

type Place = { catalog: string; schema: string; model: string };

/** A model in a schema in a catalog, all owned by somebody. */
async function placeOf(request: APIRequestContext, owner: string): Promise<Place> {
  const catalog = `of_${owner.replace('.', '_')}_${Date.now()}`;
  await call(request, 'POST', `${API}/catalogs`, { data: { name: catalog } });
  await call(request, 'POST', `${API}/schemas`, { data: { name: 'eu', catalog_name: catalog } });
  const model = { name: 'churn', catalog_name: catalog, schema_name: 'eu' };
  await call(request, 'POST', `${API}/models`, { data: model });
  await call(request, 'PATCH', `${API}/catalogs/${catalog}`, { data: { owner } });
  return { catalog, schema: `${catalog}.eu`, model: `${catalog}.eu.churn` };
}

async function people(request: APIRequestContext): Promise<[string, string]> {
  const [ann, bob] = [`ann.${Date.now()}`, `bob.${Date.now()}`];
  await user(request, ann);
  await user(request, bob);
  return [ann, bob];
}

/** Whether somebody sees a model. */
async function sees(request: APIRequestContext, who: string, model: string): Promise<boolean> {
  const reply = await request.get(`/ajax-api/${API}/models/${model}`, { headers: headersOf(who) });
  return reply.ok();
}

async function check(page: Page, privilege: string) {
  const box = page.getByRole('dialog').getByRole('checkbox', { name: new RegExp(`^${privilege}`) });
  await box.click();
  await expect(box).toBeChecked();
}

test('who owns a catalog grants on it, which holds for what lies in it, and takes it back', async ({
  page,
  request,
}) => {
  const [ann, bob] = await people(request);
  const { catalog, model } = await placeOf(request, ann);
  expect(await sees(request, bob, model)).toBe(false);
  await signIn(page, ann, PASSWORD, `/#/catalogue/catalogs/${catalog}/permissions`);
  await expect(page.getByRole('list', { name: 'Owner' })).toContainText(ann);
  await expect(page.getByText('Nothing is granted to anybody.')).toBeVisible();

  await page.getByRole('button', { name: 'Grant', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Grant on ${catalog}` });
  await expect(dialog.getByRole('checkbox', { name: /^CREATE CATALOG/ })).toBeHidden(); // fits no catalog
  await dialog.getByLabel('User name').fill('nobody.of.this.name');
  await check(page, 'BROWSE');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('nobody.of.this.name');
  await dialog.getByLabel('User name').fill(bob);
  await check(page, 'EXECUTE');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(dialog).toBeHidden();
  const list = page.getByRole('list', { name: 'Who may do what' });
  const his = list.getByRole('listitem').filter({ hasText: bob });
  await expect(his).toContainText('BROWSE');
  await expect(his).toContainText('EXECUTE');
  expect(await sees(request, bob, model)).toBe(true);

  await page.goto(`/#/catalogue/models/${model}/permissions`);
  await expect(his.getByRole('link', { name: `From the catalog ${catalog}:` })).toBeVisible();
  await expect(his.getByRole('button', { name: /^Revoke/ })).toBeHidden(); // nothing of it is granted here
  await his.getByRole('button', { name: `Change what ${bob} is granted` }).click();
  const changing = page.getByRole('dialog', { name: `What ${bob} is granted on ${model}` });
  await check(page, 'APPLY TAG');
  await changing.getByRole('button', { name: 'Save' }).click();
  await expect(changing).toBeHidden();
  await expect(his).toContainText('APPLY TAG');
  await his.getByRole('button', { name: `Revoke what ${bob} is granted here` }).click();
  await expect(his.getByText('APPLY TAG')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(his.getByText('APPLY TAG')).toBeVisible();

  await his.getByRole('link', { name: `From the catalog ${catalog}:` }).click();
  await page.getByRole('link', { name: 'Permissions' }).click();
  await his.getByRole('button', { name: `Revoke what ${bob} is granted here` }).click();
  await expect(his).toBeHidden();
  await expect.poll(() => sees(request, bob, model)).toBe(false);
});

test('who may not manage a thing sees their own grants, and is told who could grant', async ({ page, request }) => {
  const [ann, bob] = await people(request);
  const { catalog, model } = await placeOf(request, ann);
  const changes = [
    { principal: bob, add: ['USE_CATALOG', 'USE_SCHEMA', 'EXECUTE'] },
    { principal: 'root', add: ['BROWSE'] },
  ];
  await call(request, 'PATCH', `${API}/permissions/catalog/${catalog}`, { data: { changes } });
  await signIn(page, bob, PASSWORD, `/#/catalogue/models/${model}/permissions`);
  const list = page.getByRole('list', { name: 'Who may do what' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText(bob);
  await expect(page.getByRole('list', { name: 'Owner' })).toContainText(ann);
  await page.getByRole('button', { name: `Change what ${bob} is granted` }).click();
  await check(page, 'APPLY TAG');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('This takes MANAGE on the registered model');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('by bob');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('ask who owns it');
});

test('what nobody granted is as if it were not there', async ({ page, request }) => {
  const [ann, bob] = await people(request);
  const { catalog } = await placeOf(request, ann);
  await signIn(page, bob, PASSWORD, '/#/catalogue');
  await expect(page.getByRole('heading', { name: 'No catalog that you see' })).toBeVisible();
  await page.goto(`/#/catalogue/catalogs/${catalog}/permissions`);
  await expect(page.getByRole('alert')).toContainText(`'${catalog}' does not exist`);
  await page.goto('/#/catalogue');
  await page.getByRole('button', { name: 'New catalog' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(`bobs_${Date.now()}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('CREATE_CATALOG on the metastore');
});

test('groups and programs are granted, found by the picker, and a catalog changes its owner', async ({
  page,
  request,
}) => {
  const [ann, bob] = await people(request);
  const { catalog, model } = await placeOf(request, 'root');
  const id = await user(request, `carol.${Date.now()}`);
  const team = await group(request, `analysts ${Date.now()}`, { members: [id] });
  const nightly = await program(request, `nightly ${Date.now()}`);
  await signIn(page, 'root', PASSWORD, `/#/catalogue/models/${model}/permissions`);
  const list = page.getByRole('list', { name: 'Who may do what' });
  const dialog = page.getByRole('dialog', { name: `Grant on ${model}` });

  await page.getByRole('button', { name: 'Grant', exact: true }).click();
  await dialog.getByRole('button', { name: 'Group', exact: true }).click();
  await dialog.getByLabel('Name of the group').fill(team.name.slice(0, -3));
  await expect(dialog.locator(`option[value="${team.name}"]`)).toBeAttached();
  await dialog.getByLabel('Name of the group').fill(team.name);
  await check(page, 'BROWSE');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(list.getByRole('listitem').filter({ hasText: team.name })).toContainText('BROWSE');

  await page.getByRole('button', { name: 'Grant', exact: true }).click();
  await dialog.getByLabel('User name').fill('nightly');
  await expect(dialog.locator(`option[value="${nightly.applicationId}"]`)).toBeAttached();
  await dialog.getByLabel('User name').fill(nightly.applicationId);
  await check(page, 'EXECUTE');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(list.getByRole('listitem').filter({ hasText: nightly.name })).toContainText('EXECUTE');

  await page.goto(`/#/catalogue/catalogs/${catalog}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Change the owner' }).click();
  const handing = page.getByRole('dialog', { name: `Change the owner of ${catalog}` });
  await handing.getByLabel('User name').fill(ann);
  await handing.getByRole('button', { name: 'Change the owner' }).click();
  await expect(handing).toBeHidden();
  await page.getByRole('link', { name: 'Details' }).click();
  await expect(page.getByRole('region', { name: 'About' })).toContainText(ann);
  expect(await sees(request, ann, model)).toBe(true);
  expect(await sees(request, bob, model)).toBe(false);
});

test('administrators grant on all of the catalogue', async ({ page, request }) => {
  const [ann] = await people(request);
  await signIn(page, 'root', PASSWORD, '/#/catalogue');
  await page.getByRole('link', { name: 'Permissions' }).click();
  await page.getByRole('button', { name: 'Grant', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant on all of the catalogue' });
  await dialog.getByLabel('User name').fill(ann);
  await check(page, 'CREATE CATALOG');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('searchbox', { name: 'Search people and groups' }).fill(ann);
  const list = page.getByRole('list', { name: 'Who may do what' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('CREATE CATALOG');
  const name = `made_by_${ann.replace('.', '_')}`;
  await call(request, 'POST', `${API}/catalogs`, { as: ann, data: { name } });
});

test('a failure says so and is tried again', async ({ page, request }) => {
  const { catalog } = await placeOf(request, 'root');
  let isDown = true;
  await page.route('**/effective-permissions/**', (route) =>
    isDown
      ? route.fulfill({ status: 500, json: { error_code: 'INTERNAL_ERROR', message: 'The database is away.' } })
      : route.continue(),
  );
  await signIn(page, 'root', PASSWORD, `/#/catalogue/catalogs/${catalog}/permissions`);
  await expect(page.getByRole('alert')).toContainText('The database is away.');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing is granted to anybody.')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`permissions can be read by everyone, on a phone as well, ${theme}`, async ({ page, request }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    const [ann] = await people(request);
    const { schema, model } = await placeOf(request, ann);
    const changes = [{ principal: ann, add: ['MANAGE', 'EXECUTE'] }];
    await call(request, 'PATCH', `${API}/permissions/schema/${schema}`, { data: { changes } });
    await signIn(page, 'root', PASSWORD, `/#/catalogue/models/${model}/permissions`);
    await expect(page.getByRole('list', { name: 'Who may do what' })).toContainText('EXECUTE');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await expectWithinWidth(page);
  });
}
