import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  await dialog.getByLabel('Address').fill('https://10.0.0.1/hook');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toContainText('must not resolve to a non-public IP address');
  await expectAccessible(page);
});

/** A receiver on this machine, to which the server may send: the flag `--webhook-networks 127.0.0.1`. */
async function startReceiver() {
  const receiver = { status: 200, url: '', stop: () => {} };
  const server = createServer((asked, answer) => {
    asked.resume();
    // Nothing is sent again by itself while a test looks at it.
    answer.writeHead(receiver.status, receiver.status === 200 ? {} : { 'Retry-After': '600' }).end('thanks');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  receiver.stop = () => server.close();
  return receiver;
}

test('a webhook is changed, and a test shows what its receiver answers', async ({ page, request }) => {
  const receiver = await startReceiver();
  const name = `hook-${Date.now()}`;
  await request.post('/ajax-api/2.0/mlflow/webhooks', { data: { ...DRAFT, name } });
  await page.goto('/#/webhooks');
  const line = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').filter({ hasText: name });
  await line.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit the webhook' });
  await dialog.getByLabel('Address').fill(receiver.url);
  await dialog.getByLabel('Description').fill('tells the team');
  const box = dialog.getByRole('checkbox', { name: 'registered_model.created' });
  await box.click();
  await expect(box).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(line).toContainText('tells the team');
  await expect(line).toContainText(receiver.url);
  await expect(line).toContainText('model_version.created, registered_model.created');

  await line.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Send a test' }).click();
  const trial = page.getByRole('dialog', { name: `Test of ${name}` });
  await expect(trial.getByRole('status')).toHaveText('The receiver answered 200.');
  await expect(trial.getByLabel('Its answer')).toHaveText('thanks');
  await expectAccessible(page);
  receiver.stop();
});

test('what a receiver did not take is sent again', async ({ page, request }) => {
  const receiver = await startReceiver();
  receiver.status = 500;
  const name = `hook-${Date.now()}`;
  const events = [{ entity: 'REGISTERED_MODEL', action: 'CREATED' }];
  const made = await request.post('/ajax-api/2.0/mlflow/webhooks', {
    data: { name, url: receiver.url, status: 'ACTIVE', events },
  });
  const { webhook } = (await made.json()) as { webhook: { webhook_id: string } };
  await request.post('/ajax-api/2.0/mlflow/registered-models/create', { data: { name: `told-${name}` } });
  await page.goto('/#/webhooks');
  const line = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').filter({ hasText: name });
  await line.getByRole('button', { name: 'Deliveries' }).click();
  const log = page.getByRole('dialog', { name: `Deliveries to ${name}` });
  const delivery = log.getByRole('listitem').filter({ hasText: `told-${name}` });
  await expect(delivery).toContainText('answer 500');
  await expect(delivery.getByText('waiting', { exact: true })).toBeVisible();
  await expectAccessible(page);

  receiver.status = 200;
  await delivery.getByRole('button', { name: 'Send again' }).click();
  await expect(delivery.getByText('delivered', { exact: true })).toBeVisible();
  await request.delete(`/ajax-api/2.0/mlflow/webhooks/${webhook.webhook_id}`);
  receiver.stop();
});
