import type { Page } from '@playwright/test';
import { ENDPOINTS, named, removed, served, settled } from './endpoints';
import { expect, expectAccessible, shown, test } from './page';

const rows = (page: Page) => page.getByRole('grid', { name: 'Serving endpoints' });
const head = (page: Page) => page.getByRole('main').locator('header').first();
const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the endpoint' }).getByRole('link', { name });

test('endpoints tell how they are and what they serve, are found and sorted, and the address says so', async ({
  page,
}) => {
  await page.goto('/#/endpoints');
  const wine = rows(page).getByRole('row').filter({ hasText: 'team' });
  await expect(wine).toContainText('Ready');
  await expect(wine).toContainText('wine-quality v1 @champion');
  await expect(wine).toContainText('90 % / 10 %');
  await expect(rows(page).getByRole('row').filter({ hasText: 'blossoms' })).toContainText('Not ready');
  await expectAccessible(page);

  await page.getByRole('searchbox', { name: 'Search endpoints' }).fill('iris-classifier');
  await expect(rows(page).getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/q=iris-classifier/);
  await page.reload();
  await expect(rows(page).getByRole('row')).toHaveCount(2);
  await page.getByRole('searchbox').fill('nothing is called so');
  await expect(page.getByRole('heading', { name: 'No endpoint matches' })).toBeVisible();

  await page.goto('/#/endpoints?q=wine');
  await rows(page).getByRole('columnheader', { name: 'Name' }).getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=.*name.*true/);
  await expect(rows(page).getByRole('row').nth(1)).toContainText('wine-next');
});

test('the keyboard and the palette lead to an endpoint', async ({ page }) => {
  await page.goto('/#/endpoints?q=blossoms');
  await expect(rows(page).getByRole('row')).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/endpoints\/blossoms$/);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('wine-next');
  await page.getByRole('option', { name: /wine-next/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'wine-next' })).toBeVisible();
});

test('where there is no endpoint the list says how to make one', async ({ page }) => {
  await page.route(/2\.0\/serving-endpoints$/, (route) => route.fulfill({ json: { endpoints: [] } }));
  await page.goto('/#/endpoints');
  await expect(page.getByRole('heading', { name: 'No endpoint yet' })).toBeVisible();
  await expect(page.getByText('get_deploy_client("databricks").create_endpoint(')).toBeVisible();
  await expect(page.getByText(/curl '.*serving-endpoints'/)).toBeVisible();
});

test('an endpoint is made of a model that is looked for, answers, and is deleted after its name was typed', async ({
  page,
}) => {
  const name = named('made');
  await page.goto('/#/endpoints');
  await page.getByRole('button', { name: 'New endpoint' }).click();
  const dialog = page.getByRole('dialog', { name: 'New endpoint' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('-wrong-');
  await expect(dialog).toContainText('with a letter or digit at both ends');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByLabel('Registered model').fill('wine-quality');
  await expect(dialog.getByLabel('Version or alias')).toHaveValue(/^@/);
  await dialog.getByRole('button', { name: 'Choose a version or an alias' }).click();
  await page.getByRole('menuitem', { name: '@champion → version 1' }).click();
  await expect(dialog).toContainText('Means version 1 now, and is followed.');
  await dialog.getByRole('button', { name: 'Requests at a time' }).click();
  await page.getByRole('menuitemradio', { name: /Medium/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page).toHaveURL(new RegExp(`endpoints/${name}$`));
  await expect(head(page).getByText('Ready', { exact: true })).toBeVisible();
  const entities = page.getByRole('list', { name: 'Served entities' });
  await expect(entities).toContainText('Medium: 16 at a time');
  await entities.getByRole('link', { name: 'Version 1' }).click();
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible(); // that it is served there
  await page.goto(`/#/endpoints/${name}`);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const asks = page.getByRole('dialog', { name: `Delete the endpoint ${name}?` });
  await expect(asks.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await asks.getByLabel(`Type ${name} to go on`).fill(name);
  await asks.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/#\/endpoints$/);
  await expect(rows(page)).toBeVisible();
  await expect(rows(page).getByRole('link', { name, exact: true })).toBeHidden();
});

test('an endpoint is asked with an example of its model, as a whole or one entity', async ({ page, request }) => {
  const name = named('asked');
  await served(request, name, { version: '1', share: 100 }, { version: '2', share: 0 });
  await page.goto(`/#/endpoints/${name}/query`);
  const body = page.getByRole('textbox', { name: 'Body of the request' });
  await expect(body).toHaveValue(/"inputs"/);
  await expect(page.getByText('the one that the model was logged with')).toBeVisible();
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('Status 200');
  await expect(answer).toContainText('by version-1');
  await expect(answer.getByRole('textbox', { name: 'Answer' })).toContainText('predictions');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Ask: The endpoint' }).click();
  await page.getByRole('menuitemradio', { name: 'version-2' }).click();
  await expect(page).toHaveURL(/entity=version-2/);
  await expect(page.getByText(`served-models/version-2/invocations`).first()).toBeVisible();
  await body.press('Control+Enter');
  await expect(answer).toContainText('by version-2');

  await body.fill('{"inputs": "no wine"}');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(answer).toContainText('Status 400');
  await expect(answer.getByRole('alert')).toContainText(/Request \w+/);
  await page.reload();
  await expect(body).toHaveValue('{"inputs": "no wine"}');
  await page.getByRole('button', { name: 'Example' }).click();
  await expect(body).toHaveValue(/"inputs": \[/);

  for (const [language, code] of [
    ['Python', 'requests.post('],
    ['MLflow client', 'get_deploy_client("databricks")'],
    ['Java', 'HttpRequest.newBuilder'],
  ] as const) {
    await page.getByRole('button', { name: language, exact: true }).click();
    await expect(page.getByText(code)).toBeVisible();
  }
  await expect(page).toHaveURL(/code=java/);
  await removed(request, name);
});

test('what an endpoint serves is changed, its shares are 100 together, and it goes back to what it was', async ({
  page,
  request,
}) => {
  const name = named('changed');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `What ${name} serves` });
  await dialog.getByRole('button', { name: 'Add an entity' }).click();
  const second = dialog.getByRole('group', { name: 'Entity 2' });
  await expect(second.getByLabel('Registered model')).toHaveValue('wine-quality');
  await second.getByLabel('Version or alias').fill('2');
  await second.getByLabel('Share in %').fill('30');
  await expect(dialog).toContainText('Together 130 %: it must be 100.');
  await expect(dialog.getByRole('button', { name: 'Serve this' })).toBeDisabled();
  await dialog.getByRole('group', { name: 'Entity 1' }).getByLabel('Share in %').fill('70');
  await expect(dialog).toContainText('Together 100 %');
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  const traffic = page.getByRole('region', { name: 'Served entities' }).getByRole('list', { name: 'Traffic' });
  await expect(traffic).toContainText('70 %');
  await expect(traffic).toContainText('30 %');

  await part(page, 'History').click();
  const history = page.getByRole('list', { name: 'History' });
  await expect(history).toContainText('Configuration 2');
  await history.getByRole('button', { name: 'What changed' }).first().click();
  await expect(page).toHaveURL(/config=2/);
  await expect(history.getByText('wine-quality-2').first()).toBeVisible();
  await expectAccessible(page);
  await history.getByRole('button', { name: 'Roll back' }).click();
  const asks = page.getByRole('dialog', { name: 'Serve configuration 1 again?' });
  await asks.getByRole('button', { name: 'Roll back' }).click();
  await expect(history).toContainText('Configuration 3');
  await expect(history.getByRole('listitem').first()).toContainText('Serving');
  await settled(request, name);
  await part(page, 'Overview').click();
  await expect(traffic).toContainText('100 %');
  await removed(request, name);
});

test('an update that fails says why, and what was served goes on answering', async ({ page, request }) => {
  const name = named('failed');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  await expect(head(page).getByText('Ready', { exact: true })).toBeVisible();
  const config = { served_entities: [{ entity_name: 'iris-classifier', entity_version: '1' }] };
  await request.put(`${ENDPOINTS}/${name}/config`, { data: config });
  await page.reload();
  await expect(head(page).getByText('Update failed')).toBeVisible();
  const notice = page.getByRole('status').filter({ hasText: 'The last update failed' });
  await expect(notice).toContainText('iris-classifier');
  await expectAccessible(page);
  await notice.getByRole('link', { name: 'Configuration 2' }).click();
  await expect(page.getByRole('list', { name: 'History' })).toContainText('Failed');
  await page.goto('/');
  const home = page.getByRole('list', { name: 'Endpoints that need a look' });
  await expect(home.getByRole('listitem').filter({ hasText: name })).toContainText('Update failed');
  await expect(page.getByText(/\d+ endpoints? (is|are) ready/)).toBeVisible();
  await removed(request, name);
});

test('a page follows the alias of its endpoint without being loaded anew', async ({ page, request }) => {
  const name = named('followed');
  const alias = (version: string) =>
    request.post('/api/2.0/mlflow/registered-models/alias', {
      data: { name: 'wine-quality', alias: name, version },
    });
  await alias('1');
  await served(request, name, { version: `@${name}` });
  await page.clock.install();
  await page.goto(`/#/endpoints/${name}`);
  const entities = page.getByRole('list', { name: 'Served entities' });
  await expect(entities.getByRole('link', { name: 'Version 1' })).toBeVisible();
  await expect(entities).toContainText(`@${name}`);
  await alias('2');
  await expect(async () => {
    await page.clock.fastForward(16_000);
    await expect(entities.getByRole('link', { name: 'Version 2' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await removed(request, name);
});

test('tags of an endpoint are set and taken away', async ({ page, request }) => {
  const name = named('tagged');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Add a tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a tag' });
  await dialog.getByLabel('Key').fill('cellar');
  await dialog.getByLabel('Value').fill('<img src=x onerror=window.attacked=1>');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(shown(page, '<img src=x onerror=window.attacked=1>')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the tag cellar' }).click();
  await expect(page.getByText('No tag yet.')).toBeVisible();
  await removed(request, name);
});

test('an endpoint that is not there says so, and one that somebody deletes', async ({ page, request }) => {
  await page.goto('/#/endpoints/no-such-endpoint');
  await expect(page.getByRole('heading', { name: 'This is not there (any more)' })).toBeVisible();
  const name = named('gone');
  await served(request, name, { version: '1' });
  await page.clock.install();
  await page.goto(`/#/endpoints/${name}`);
  await expect(head(page).getByText('Ready', { exact: true })).toBeVisible();
  await removed(request, name);
  await page.clock.fastForward(16_000);
  await expect(page.getByRole('heading', { name: 'This is not there (any more)' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`endpoints can be read by everyone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const [place, shown] of [
      ['', 'blossoms'],
      ['/blossoms', 'It does not answer.'],
      ['/wine', 'How good a wine is.'],
      ['/wine/query', 'From a program'],
      ['/wine/history', 'Configuration 1'],
    ] as const) {
      await page.goto(`/#/endpoints${place}`);
      await expect(page.getByText(shown).first()).toBeVisible();
      await expectAccessible(page);
    }
  });
}

test('endpoints speak Japanese', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  await page.goto('/#/endpoints/wine');
  await expect(page.getByRole('link', { name: '呼び出し' })).toBeVisible();
  await expect(head(page).getByText('稼働中')).toBeVisible();
  await page.goto('/#/endpoints/blossoms');
  const notice = page.getByRole('status').filter({ hasText: '応答していません。' });
  await expect(notice).toContainText('モデルiris-classifierのバージョン1はPythonで動かす必要があります');
  await page.goto('/#/endpoints/blossoms/history');
  await expect(page.getByRole('list', { name: '履歴' })).toContainText('Pythonで動かす必要があります');
  await page.goto('/#/endpoints/blossoms/events');
  await expect(page.getByRole('list', { name: 'イベント' })).toContainText('Pythonで動かす必要があります');
});

test('what the server itself found wrong is said in Japanese, and the words of others are quoted', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  const found = { code: 'PODS_SLOW', number: 600, quoted: '0 of 1 pods answer' };
  const detail = 'Its pods do not answer after 600 s: 0 of 1 pods answer.';
  await page.route(/2\.0\/serving-endpoints\/blossoms$/, async (route) => {
    const answered = await route.fetch();
    const told = (await answered.json()) as { config: { served_entities: { state: object }[] } };
    for (const entity of told.config.served_entities) {
      const reason = { kind: 'NOT_LOADABLE', model: 'iris-classifier', version: '1', detail, found };
      entity.state = { ...entity.state, deployment_state_message: detail, cairn_reason: reason };
    }
    const state = { ready: 'NOT_READY', config_update: 'NOT_UPDATING' };
    await route.fulfill({ response: answered, json: { ...told, state } });
  });
  await page.goto('/#/endpoints/blossoms');
  const notice = page.getByRole('status').filter({ hasText: '応答していません。' });
  await expect(notice).toContainText('600秒待ってもPodが応答しません：「0 of 1 pods answer」');
  await expect(notice).not.toContainText('Its pods');
});
