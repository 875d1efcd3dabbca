import { ENDPOINTS, named, removed, served, settled } from './endpoints';
import { expect, test } from './page';

test('the page of a version leads to an endpoint of it', async ({ page, request }) => {
  const name = named('of-version');
  await page.goto('/#/models/wine-quality/versions/2');
  await page.getByRole('link', { name: 'Serve', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New endpoint' });
  await expect(dialog.getByLabel('Registered model')).toHaveValue('wine-quality');
  await expect(dialog.getByLabel('Version or alias')).toHaveValue('2');
  await page.reload();
  await expect(dialog.getByLabel('Version or alias')).toHaveValue('2');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(/#\/endpoints$/);
  await expect(dialog).toBeHidden();
  await page.goBack();
  await page.getByRole('link', { name: 'Serve', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page).toHaveURL(new RegExp(`endpoints/${name}$`));
  await expect(page.getByRole('list', { name: 'Served entities' })).toContainText('wine-quality Version 2');
  await settled(request, name);
  await removed(request, name);
});

test('a model that is freed while nobody asks it is told to rest', async ({ page, request }) => {
  const name = named('resting');
  const resting = { name: 'e', entity_name: 'wine-quality', entity_version: '1', scale_to_zero_enabled: true };
  const config = { served_entities: [{ ...resting, cairn_idle_seconds: 1 }] };
  expect((await request.post(ENDPOINTS, { data: { name, config } })).ok()).toBe(true);
  await settled(request, name);
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  await expect(async () => {
    await page.goto(`/#/endpoints/${name}`);
    await page.reload();
    await expect(page.getByRole('list', { name: '提供するモデル' })).toContainText('休止中', { timeout: 2_000 });
  }).toPass();
  await expect(page.locator('body')).not.toContainText('Scaled to zero');
  await removed(request, name);
});

test('of many entities the list tells some and how many more there are, and the part in sight is marked on a phone', async ({
  page,
  request,
}) => {
  const name = named('many');
  const numbers = [1, 2, 3, 4, 5].map((number) => ({ version: '1', name: `wine-${number}`, share: 20 }));
  await served(request, name, ...numbers);
  await page.goto(`/#/endpoints?q=${name}`);
  const row = page.getByRole('grid', { name: 'Serving endpoints' }).getByRole('row').nth(1);
  await expect(row).toContainText('+2');
  await expect(row).toContainText('20 % / 20 % / 20 % / …');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/#/endpoints/${name}/events`);
  const parts = page.getByRole('navigation', { name: 'Parts of the endpoint' });
  await expect(parts.getByRole('link', { name: 'Events' })).toBeInViewport({ ratio: 1 });
  await page.goto(`/#/endpoints/${name}/logs`);
  await expect(page.getByRole('log', { name: 'Loading' })).toContainText('it scored its input example');
  await removed(request, name);
});
