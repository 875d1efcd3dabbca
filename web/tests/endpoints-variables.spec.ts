import type { APIRequestContext } from '@playwright/test';
import { ENDPOINTS, named, removed, settled } from './endpoints';
import { expect, expectAccessible, test } from './page';

type Told = { config: { served_entities: { environment_vars?: Record<string, string> }[] } };

async function variablesOf(request: APIRequestContext, name: string) {
  const told = (await (await request.get(`${ENDPOINTS}/${name}`)).json()) as Told;
  return told.config.served_entities[0]?.environment_vars;
}

test('environment variables of a model are texts and references to secrets, set, changed and taken away', async ({
  page,
  request,
}) => {
  const name = named('environment');
  const scope = named('scope');
  const secret = 'sk-nobody-sees-this';
  await request.post('/api/2.0/secrets/scopes/create', { data: { scope } });
  await request.post('/api/2.0/secrets/put', { data: { scope, key: 'openai', string_value: secret } });
  await page.goto('/#/endpoints');
  await page.getByRole('button', { name: 'New endpoint' }).click();
  const making = page.getByRole('dialog', { name: 'New endpoint' });
  await making.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await making.getByLabel('Registered model').fill('wine-quality');
  await making.getByLabel('Version or alias').focus(); // what is proposed then, or was before, is replaced
  await page.keyboard.type('1');
  await expect(making.getByLabel('Version or alias')).toHaveValue('1');
  await making.getByRole('button', { name: 'Add an environment variable' }).click();
  await expect(making).toContainText('{{secrets/SCOPE/KEY}} stands for a secret');
  await making.getByLabel('Variable 1', { exact: true }).fill('1ST');
  await expect(making).toContainText('Letters, digits and _, and no digit first.');
  await expect(making.getByRole('button', { name: 'Create' })).toBeDisabled();
  await making.getByLabel('Variable 1', { exact: true }).fill('LEVEL');
  await making.getByLabel('Value of variable 1').fill('debug');
  await making.getByRole('button', { name: 'Add an environment variable' }).click();
  await making.getByLabel('Variable 2', { exact: true }).fill('LEVEL');
  await expect(making).toContainText('Another variable is called so.');
  await making.getByLabel('Variable 2', { exact: true }).fill('API_KEY');
  await making.getByLabel('Value of variable 2').fill(`{{secrets/${scope}/none}}`);
  await expectAccessible(page);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(making.getByRole('alert')).toContainText(`Secret does not exist with scope: ${scope} and key: none`);
  await making.getByLabel('Value of variable 2').fill(`{{secrets/${scope}/openai}}`);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(page).toHaveURL(new RegExp(`endpoints/${name}$`));
  await settled(request, name);
  expect(await variablesOf(request, name)).toEqual({ LEVEL: 'debug', API_KEY: `{{secrets/${scope}/openai}}` });
  await expect(page.locator('body')).not.toContainText(secret);

  await page.reload();
  await expect(page.getByRole('list', { name: 'Served entities' })).toContainText('Variables: LEVEL, API_KEY');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const editing = page.getByRole('dialog');
  await expect(editing.getByLabel('Value of variable 2')).toHaveValue(`{{secrets/${scope}/openai}}`);
  await editing.getByRole('button', { name: 'Remove variable 1' }).click();
  await editing.getByRole('button', { name: 'Serve this' }).click();
  await expect(editing).toBeHidden();
  await settled(request, name);
  expect(await variablesOf(request, name)).toEqual({ API_KEY: `{{secrets/${scope}/openai}}` });
  await removed(request, name);
});
