import { expect, expectAccessible, test } from '../tests/page';
import { call, PASSWORD, signIn, user } from './people';

type Told = { id: string; state: { ready: string; config_update: string } };

test('who may only view an endpoint sees it and asks nothing, until somebody lets them', async ({ page, request }) => {
  const [ann, bob] = [`ann.${Date.now()}`, `bob.${Date.now()}`];
  for (const name of [ann, bob]) await user(request, name);
  const endpoint = `wine-${Date.now()}`;
  await call(request, 'POST', '2.0/mlflow/registered-models/create', { as: ann, data: { name: endpoint } });
  const source = 's3://elsewhere/model';
  await call(request, 'POST', '2.0/mlflow/model-versions/create', { as: ann, data: { name: endpoint, source } });
  const config = { served_entities: [{ entity_name: endpoint, entity_version: '1', name: 'only' }] };
  const data = { name: endpoint, config, tags: [{ key: 'team', value: 'cellar' }] };
  await call<Told>(request, 'POST', '2.0/serving-endpoints', { as: ann, data });

  await signIn(page, bob, PASSWORD, `/#/endpoints/${endpoint}`);
  await expect(page.getByText('view it', { exact: true })).toBeVisible();
  await expect(page.getByText('cellar')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Add a tag' })).toBeHidden();
  await page.getByRole('link', { name: 'Query' }).click();
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  await expect(page.getByText('You may view this endpoint. To query it takes the permission to')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toContainText('You can view this.');
  await expect(page.getByRole('list', { name: 'Ask one of them:' })).toContainText(ann);
  await page.context().clearCookies();

  await signIn(page, ann, PASSWORD, `/#/endpoints/${endpoint}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: `Share ${endpoint}` });
  await dialog.getByLabel('User name').fill(bob);
  await dialog.getByRole('button', { name: 'What they may do: Can view' }).click();
  await page.getByRole('menuitemradio', { name: 'Can query' }).click();
  await expect(dialog.getByText('Sees everything, and asks the models')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add' }).click();
  const his = dialog.getByRole('list', { name: 'People with access of their own' }).getByRole('listitem');
  await expect(his.filter({ hasText: bob })).toContainText('Can query');
  const told = await call<{ permission_level: string }>(request, 'GET', `2.0/serving-endpoints/${endpoint}`, {
    as: bob,
  });
  expect(told.permission_level).toBe('CAN_QUERY');
  await page.context().clearCookies();

  await signIn(page, bob, PASSWORD, `/#/endpoints/${endpoint}/query`);
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('not ready');
  await expect(page.getByText('Authorization: Bearer $DATABRICKS_TOKEN')).toBeVisible();
});
