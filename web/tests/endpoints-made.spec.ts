import { ENDPOINTS, named, removed, served, settled } from './endpoints';
import { expect, expectAccessible, test } from './page';

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

test('of many entities one is open in the form, and their shares together stay in sight', async ({ page, request }) => {
  const name = named('twenty');
  const numbers = Array.from({ length: 20 }, (_, place) => ({ version: '1', name: `wine-${place + 1}`, share: 5 }));
  await served(request, name, ...numbers);
  await page.setViewportSize({ width: 1440, height: 700 });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `What ${name} serves` });
  const first = dialog.getByRole('group', { name: 'Entity 1', exact: true });
  await expect(first.getByRole('button', { name: 'wine-1 wine-quality Version 1' })).toBeVisible();
  await expect(dialog.getByLabel('Registered model')).toHaveCount(0);
  const sum = dialog.getByRole('status');
  await expect(sum).toBeInViewport({ ratio: 1 });
  await expect(sum).toHaveText('Together 100 %');
  await first.getByLabel('Share in %').fill('7');
  await expect(sum).toHaveText('Together 102 %: it must be 100.');

  const tenth = dialog.getByRole('group', { name: 'Entity 10', exact: true });
  const line = tenth.getByRole('button', { name: /^wine-10 / });
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(line).toHaveAttribute('aria-expanded', 'true');
  await expect(dialog.getByLabel('Registered model')).toHaveCount(1);
  await tenth.getByLabel('Version or alias').fill('');
  await line.press('Space');
  await expect(dialog.getByLabel('Registered model')).toHaveCount(0);
  await expect(sum).toContainText('Entity 10 has no version.');
  await expect(tenth.getByRole('button', { name: /Unfinished/ })).toBeVisible();
  await expectAccessible(page);
  await tenth.getByRole('button', { name: 'Remove entity 10' }).click();
  await first.getByLabel('Share in %').fill('10');
  await expect(sum).toHaveText('Together 100 %');
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await expect(dialog).toBeHidden();
  await settled(request, name);
  const traffic = page.getByRole('region', { name: 'Served entities' }).getByRole('list', { name: 'Traffic' });
  await expect(traffic).toContainText('wine-110 %');
  await removed(request, name);
});

test('where the server has a cluster, the form asks where a model runs, and the page says so', async ({
  page,
  request,
}) => {
  const name = named('placed');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `What ${name} serves` });
  await expect(dialog.getByLabel('Registered model')).toHaveValue('wine-quality');
  await expect(dialog.getByRole('button', { name: 'Runs in' })).toHaveCount(0); // as this server has none
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.route(/2\.0\/serving-endpoints$/, async (route) => {
    const answered = await route.fetch();
    const told = (await answered.json()) as object;
    await route.fulfill({ response: answered, json: { ...told, cairn_places: ['kubernetes', 'server'] } });
  });
  await page.route(/serving-endpoints\/[^/]+\/config$/, (route) => route.fulfill({ status: 200, json: {} }));
  await page.reload();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const place = dialog.getByRole('button', { name: 'Runs in' });
  await expect(place).toContainText('This server');
  await place.click();
  await page.getByRole('menuitemradio', { name: 'Kubernetes' }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Add an entity' }).click();
  await expect(dialog.getByRole('button', { name: 'Runs in' })).toContainText('Kubernetes'); // as it is the usual place
  await expectAccessible(page);
  await expect(dialog.getByLabel('Version or alias')).not.toHaveValue('');
  const asked = page.waitForRequest((request) => request.method() === 'PUT');
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  const sent = (await asked).postDataJSON() as { served_entities: { cairn_placement?: string }[] };
  expect(sent.served_entities.map((entity) => entity.cairn_placement)).toEqual(['kubernetes', 'kubernetes']);
  await removed(request, name);
});
