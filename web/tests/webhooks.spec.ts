import { expect, expectAccessible, test } from './page';

const DRAFT = {
  url: 'https://8.8.8.8/hook',
  status: 'DISABLED',
  events: [{ entity: 'MODEL_VERSION', action: 'CREATED' }],
};

test('webhooks are listed, switched, looked at and deleted', async ({ page, request }) => {
  const name = `hook-${Date.now()}`;
  await request.post('/ajax-api/2.0/mlflow/webhooks', { data: { ...DRAFT, name } });
  await page.goto('/#/webhooks');
  const line = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').filter({ hasText: name });
  await expect(line).toContainText('model_version.created');
  await expect(line.getByText('off', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await line.getByRole('button', { name: 'Deliveries' }).click();
  const log = page.getByRole('dialog', { name: `Deliveries to ${name}` });
  await expect(log).toContainText('Nothing was sent yet.');
  await log.getByRole('button', { name: 'Close' }).click();
  await expect(log).toBeHidden();

  await line.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Switch on' }).click();
  await expect(line.getByText('on', { exact: true })).toBeVisible();

  await line.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(line).toBeHidden();
});

test('an address that the server sends nothing to is refused with the reason', async ({ page }) => {
  await page.goto('/#/webhooks');
  await page.getByRole('button', { name: 'New webhook' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New webhook' });
  await dialog.getByLabel('Name').fill('inside');
  await dialog.getByLabel('Address').fill('https://127.0.0.1/hook');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toContainText('must not resolve to a non-public IP address');
  await expectAccessible(page);
});
