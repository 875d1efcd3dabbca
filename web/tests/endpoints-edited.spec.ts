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
