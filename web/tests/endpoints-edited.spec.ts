import type { Page } from '@playwright/test';
import { named, removed, replaced, rolledOut, served, settled } from './endpoints';
import { expect, expectAccessible, test } from './page';

const ENDS = 'This ends the rollout of new, which is under way: it takes no further step.';

const traffic = (page: Page) =>
  page.getByRole('region', { name: 'Served entities' }).getByRole('list', { name: 'Traffic' });

test('a form of an endpoint begins with the shares of a rollout, and says that it ends it', async ({
  page,
  request,
}) => {
  const name = named('rolling');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  await rolledOut(request, name, 'new', [40, 100]);
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `What ${name} serves` });
  await expect(dialog).toContainText(ENDS);
  const entity = (number: number) => dialog.getByRole('group', { name: `Entity ${number}` });
  await expect(entity(1).getByLabel('Share in %')).toHaveValue('60');
  await expect(entity(2).getByLabel('Share in %')).toHaveValue('40');
  await expectAccessible(page);
  await dialog.getByLabel('Divide requests by').fill('header:X-User');
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await expect(dialog).toBeHidden();
  await settled(request, name);
  await expect(page.getByRole('region', { name: 'Rollout' })).toContainText('Ended by another configuration');
  await expect(traffic(page)).toContainText('old60 %');
  await expect(traffic(page)).toContainText('new40 %');
  await removed(request, name);
});

test('a way back is held against the shares of a rollout, and says that it ends it', async ({ page, request }) => {
  const name = named('back');
  const entities = [
    { version: '1', name: 'old', share: 100 } as const,
    { version: '2', name: 'new', share: 0 } as const,
  ];
  await served(request, name, ...entities);
  await replaced(request, name, { version: '1' });
  await replaced(request, name, ...entities);
  await page.goto(`/#/endpoints/${name}/history`);
  const first = page
    .getByRole('list', { name: 'History' })
    .getByRole('listitem')
    .filter({ hasText: 'Configuration 1' });
  const dialog = page.getByRole('dialog', { name: 'Serve configuration 1 again?' });
  await first.getByRole('button', { name: 'Roll back' }).click();
  await expect(dialog).toContainText('It says what is served now.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await rolledOut(request, name, 'new', [40, 100]);
  await page.reload();
  await first.getByRole('button', { name: 'Roll back' }).click();
  await expect(dialog).toContainText(ENDS);
  await expect(dialog).toContainText('"new": 40');
  await expect(dialog).not.toContainText('It says what is served now.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Roll back' }).click();
  await expect(dialog).toBeHidden();
  expect((await settled(request, name)).config.config_version).toBe(4);
  await removed(request, name);
});

test('what an endpoint serves was changed meanwhile: that is told, and taken or replaced', async ({
  page,
  request,
}) => {
  const name = named('meanwhile');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  const dialog = page.getByRole('dialog', { name: `What ${name} serves` });
  const told = dialog.getByRole('alert');
  const group = (number: number) => dialog.getByRole('group', { name: `Entity ${number}` });
  const begin = async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog.getByLabel('Name of the entity').fill('mine');
  };
  await begin();
  await replaced(request, name, { version: '1', name: 'a', share: 70 }, { version: '2', name: 'b', share: 30 });
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await expect(told).toContainText('What it serves was changed since you began.');
  await expect(told).toContainText('"b": 30');
  await expect(dialog.getByLabel('Name of the entity')).toHaveValue('mine');
  await expectAccessible(page);
  await told.getByRole('button', { name: 'Drop mine and begin with this' }).click();
  await expect(told).toBeHidden();
  await expect(group(1).getByRole('button', { name: /^a / })).toBeVisible();
  await expect(group(2).getByLabel('Share in %')).toHaveValue('30');
  await group(2).getByRole('button', { name: 'Remove entity 2' }).click();
  await expect(dialog.getByLabel('Share in %')).toBeHidden();
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await expect(dialog).toBeHidden();
  expect((await settled(request, name)).config.config_version).toBe(3);

  await begin();
  await replaced(request, name, { version: '2' });
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await expect(told).toBeVisible();
  await dialog.getByRole('button', { name: 'Serve mine all the same' }).click();
  await expect(dialog).toBeHidden();
  expect((await settled(request, name)).config.config_version).toBe(5);
  await expect(page.getByRole('list', { name: 'Served entities' })).toContainText('mine');
  await removed(request, name);
});

test('the form of an endpoint begins with what is being loaded, and a rollout that begins meanwhile is told', async ({
  page,
  request,
}) => {
  const name = named('loading');
  await served(request, name, { version: '1', name: 'old', share: 100 }, { version: '2', name: 'new', share: 0 });
  const dialog = page.getByRole('dialog', { name: `What ${name} serves` });
  const address = new RegExp(`2\\.0/serving-endpoints/${name}$`);
  await page.route(address, async (route) => {
    const answered = await route.fetch();
    const told = (await answered.json()) as { state: object; config: { served_entities: object[] } };
    const [first] = told.config.served_entities;
    const traffic_config = { routes: [{ served_entity_name: 'old', traffic_percentage: 100 }] };
    const pending_config = {
      config_version: 2,
      served_entities: [{ ...first, entity_version: '@champion' }],
      traffic_config,
    };
    const state = { ...told.state, config_update: 'IN_PROGRESS' };
    await route.fulfill({ response: answered, json: { ...told, state, pending_config } });
  });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(dialog.getByLabel('Version or alias')).toHaveValue('@champion');
  await page.unroute(address);
  await page.reload();

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(dialog.getByLabel('Share in %').nth(1)).toHaveValue('0');
  await rolledOut(request, name, 'new', [40, 100]);
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await expect(dialog.getByRole('alert')).toContainText('"new": 40');
  await expect(dialog).toContainText(ENDS);
  await removed(request, name);
});
