import type { APIRequestContext } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, expectAccessible, test } from '../tests/page';
import { call, experiment, PASSWORD, signIn, user } from './people';

/** A model that the server scores, with a signature and no example. */
const MODEL = '../scoring/src/test/resources/models/regressor';

/** Somebody's endpoint, which answers with a model of theirs that is called as it is. */
async function served(request: APIRequestContext, name: string, as: string): Promise<void> {
  const id = await experiment(request, name, { as });
  const data = { experiment_id: id, run_name: name };
  const { run } = await call<{ run: { info: { run_id: string } } }>(request, 'POST', '2.0/mlflow/runs/create', {
    as,
    data,
  });
  const folder = `${id}/${run.info.run_id}/artifacts/model`;
  for (const file of ['MLmodel', 'model.onnx']) {
    const bytes = readFileSync(`${MODEL}/${file}`).toString('base64');
    await call(request, 'PUT', `2.0/mlflow-artifacts/artifacts/${folder}/${file}`, { as, bytes });
  }
  await call(request, 'POST', '2.0/mlflow/registered-models/create', { as, data: { name } });
  const version = { name, source: `mlflow-artifacts:/${folder}`, run_id: run.info.run_id };
  await call(request, 'POST', '2.0/mlflow/model-versions/create', { as, data: version });
  const config = { served_entities: [{ entity_name: name, entity_version: '1', name: 'only' }] };
  const tags = [{ key: 'team', value: 'cellar' }];
  await call(request, 'POST', '2.0/serving-endpoints', { as, data: { name, config, tags } });
}

test('who may only view an endpoint sees it and asks nothing, until somebody lets them', async ({
  browser,
  page,
  request,
}) => {
  const [ann, bob] = [`ann.${Date.now()}`, `bob.${Date.now()}`];
  for (const name of [ann, bob]) await user(request, name);
  const endpoint = `wine-${Date.now()}`;
  await served(request, endpoint, ann);

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

  const hers = await (await browser.newContext()).newPage();
  await signIn(hers, ann, PASSWORD, `/#/endpoints/${endpoint}`);
  await hers.getByRole('button', { name: 'Share' }).click();
  const dialog = hers.getByRole('dialog', { name: `Share ${endpoint}` });
  await dialog.getByLabel('User name').fill(bob);
  await dialog.getByRole('button', { name: 'What they may do: Can view' }).click();
  await hers.getByRole('menuitemradio', { name: 'Can query' }).click();
  await expect(dialog.getByText('Sees everything, and asks the models')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add' }).click();
  const his = dialog.getByRole('list', { name: 'People with access of their own' }).getByRole('listitem');
  await expect(his.filter({ hasText: bob })).toContainText('Can query');
  const told = await call<{ permission_level: string }>(request, 'GET', `2.0/serving-endpoints/${endpoint}`, {
    as: bob,
  });
  expect(told.permission_level).toBe('CAN_QUERY');
  await hers.context().close();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('Status 200');
  await expect(answer).toContainText('by only');
  await expect(page.getByText('made from the model’s signature')).toBeVisible();
  await expect(page.getByText('Authorization: Bearer $DATABRICKS_TOKEN')).toBeVisible();
});
