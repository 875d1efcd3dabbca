import { expect, expectAccessible, shown, test } from './page';

const API = '/ajax-api/2.1/unity-catalog';

type Request = Parameters<Parameters<typeof test>[2]>[0]['request'];

/** A name of its own. */
function fresh(what: string): string {
  return `${what}_${Date.now()}_${Math.round(Math.random() * 1e6)}`;
}

async function madeCatalog(request: Request): Promise<string> {
  const name = fresh('made');
  expect((await request.post(`${API}/catalogs`, { data: { name } })).ok()).toBe(true);
  return name;
}

/** A model without versions in a schema of a catalog, all of its own. */
async function madeModel(request: Request): Promise<{ catalog: string; model: string }> {
  const catalog = await madeCatalog(request);
  await request.post(`${API}/schemas`, { data: { name: 'eu', catalog_name: catalog } });
  const data = { name: 'churn', catalog_name: catalog, schema_name: 'eu' };
  expect((await request.post(`${API}/models`, { data })).ok()).toBe(true);
  return { catalog, model: `${catalog}.eu.churn` };
}

test('one goes from the catalogs to a schema, a model and a version, and back', async ({ page }) => {
  await page.goto('/#/');
  await page.getByRole('link', { name: 'Catalogue', exact: true }).click();
  const catalogs = page.getByRole('grid', { name: 'Catalogs' });
  const search = page.getByRole('searchbox', { name: 'Search catalogs' });
  await search.fill('SALE');
  await expect(page).toHaveURL(/q=SALE/);
  await expect(catalogs.getByRole('link', { name: 'main', exact: true })).toBeHidden();
  await catalogs.getByRole('link', { name: 'sales', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'sales' })).toBeVisible();
  await expect(page.locator('strong', { hasText: 'sales' })).toBeVisible();
  await page.getByRole('grid', { name: 'Schemas' }).getByRole('link', { name: 'eu' }).click();
  const models = page.getByRole('grid', { name: 'Models' });
  const row = models.getByRole('row').filter({ hasText: 'iris' });
  await expect(row).toContainText('@champion → 1');
  await expect(row).toContainText('botany');
  await models.getByRole('link', { name: 'iris' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'iris' })).toBeVisible();
  const versions = page.getByRole('grid', { name: 'Versions' });
  await expect(versions.getByRole('row').filter({ hasText: 'Version 3' })).toContainText('Pending');
  await versions.getByRole('link', { name: 'Version 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1' })).toBeVisible();
  const way = page.getByRole('navigation', { name: 'Where this is' });
  await way.getByRole('link', { name: 'eu' }).click();
  await expect(models.getByRole('link', { name: 'iris' })).toBeVisible();
  await way.getByRole('link', { name: 'Catalogue' }).click();
  await expect(search).toHaveValue('SALE'); // as it was left
});

test('models of all catalogs are found by a part of their names, beyond the first page', async ({ page }) => {
  await page.goto('/#/catalogue');
  await page.getByRole('navigation', { name: 'Parts of the catalogue' }).getByRole('link', { name: 'Models' }).click();
  const models = page.getByRole('grid', { name: 'Models' });
  const search = page.getByRole('searchbox', { name: 'Search models' });
  await search.fill('eu.ir');
  await expect(page).toHaveURL(/q=eu\.ir/);
  await expect(models.getByRole('link', { name: 'sales.eu.iris' })).toBeVisible();
  await search.fill('ranking.ranker');
  await expect(page).toHaveURL(/q=ranking\.ranker/);
  await expect(models.getByRole('link', { name: 'sales.ranking.ranker_000' })).toBeVisible();
  await models.focus();
  await page.keyboard.press('End');
  await expect(models.getByRole('link', { name: 'sales.ranking.ranker_109' })).toBeVisible();
  await page.reload();
  await expect(search).toHaveValue('ranking.ranker');
  await search.fill('no such model');
  await expect(page.getByRole('heading', { name: 'Nothing has such a name' })).toBeVisible();
});

test('the keyboard and the palette lead through the catalogue', async ({ page }) => {
  await page.goto('/#/catalogue/schemas/sales.eu?q=iri');
  await expect(page.getByRole('link', { name: 'iris' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'iris' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await page.keyboard.type('us.iris');
  await page.getByRole('option', { name: /^sales\.us\.iris Catalogue$/ }).click();
  await expect(page).toHaveURL(/catalogue\/models\/sales\.us\.iris/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await page.keyboard.type('Catalogue');
  await page.getByRole('option', { name: 'Catalogue Pages' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Catalogue' })).toBeVisible();
});

test('a catalog and what lies in it are made, described, renamed and deleted', async ({ page, request }) => {
  const name = fresh('new');
  const dialog = page.getByRole('dialog');
  await page.goto('/#/catalogue');
  await page.getByRole('button', { name: 'New catalog' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('not a name');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toContainText('identifier');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('What it is **for**');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('strong', { hasText: 'for' })).toBeVisible();

  await page.getByRole('button', { name: 'New schema' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('eu');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'eu' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No model that you see' })).toBeVisible();
  await page.getByRole('button', { name: 'New model' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('churn');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'churn' })).toBeVisible();
  await expect(page.getByText(`"${name}.eu.churn"`)).toBeVisible(); // how a version is registered

  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`${name}_again`);
  await page.getByRole('dialog', { name: 'Rename the catalog' }).getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${name}_again` })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${name}_again`));
  expect((await request.get(`${API}/models/${name}_again.eu.churn`)).status()).toBe(200);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const asked = page.getByRole('dialog', { name: /^Delete the catalog/ });
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(asked.getByRole('alert')).toContainText('is not empty');
  const whole = asked.getByRole('checkbox', { name: 'With all that lies in it' });
  await whole.click();
  await expect(whole).toBeChecked();
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Catalogue' })).toBeVisible();
  expect((await request.get(`${API}/models/${name}_again.eu.churn`)).status()).toBe(404);
});

test('two people who describe one schema see each other', async ({ page, request }) => {
  const { catalog } = await madeModel(request);
  await page.goto(`/#/catalogue/schemas/${catalog}.eu`);
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('mine');
  await request.patch(`${API}/schemas/${catalog}.eu`, { data: { comment: 'theirs' } });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('theirs');
  await page.getByRole('button', { name: 'Replace theirs with mine' }).click();
  await expect(shown(page, 'mine')).toBeVisible();
});

test('a model has details, tags, and code that loads it by its alias', async ({ page, request }) => {
  const { model } = await madeModel(request);
  await page.goto(`/#/catalogue/models/${model}/details`);
  const about = page.getByRole('region', { name: 'About' });
  await expect(about).toContainText(model);
  const tags = page.getByRole('region', { name: /Tags/ });
  await tags.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Key' }).fill('team');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).fill('growth');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(tags).toContainText('growth');
  await tags.getByRole('button', { name: 'Remove the tag team' }).click();
  await expect(tags.getByText('growth')).toBeHidden();
  await page.goto('/#/catalogue/models/sales.eu.iris/details');
  await expect(page.getByRole('region', { name: 'Load it' })).toContainText('models:/sales.eu.iris@ch');
  await expect(page.getByRole('region', { name: 'Load it' })).toContainText('set_registry_uri("databricks-uc")');
});

test('an alias moves to another version, and is taken away', async ({ page }) => {
  await page.goto('/#/catalogue/models/sales.eu.iris/details');
  const aliases = page.getByRole('region', { name: /Aliases/ });
  await aliases.getByRole('button', { name: 'Set an alias' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set an alias' });
  await dialog.getByRole('textbox', { name: 'Alias' }).fill('moved');
  await dialog.getByRole('textbox', { name: 'Version' }).fill('3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('not READY');
  await dialog.getByRole('textbox', { name: 'Version' }).fill('1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const line = aliases.getByRole('listitem').filter({ hasText: '@moved' });
  await expect(line.getByRole('link', { name: 'Version 1' })).toBeVisible();
  await line.getByRole('button', { name: 'Move the alias moved', exact: true }).click();
  const moving = page.getByRole('dialog', { name: 'Move the alias moved', exact: true });
  await moving.getByRole('textbox', { name: 'Version' }).fill('2');
  await moving.getByRole('button', { name: 'Save' }).click();
  await expect(line.getByRole('link', { name: 'Version 2' })).toBeVisible();
  await line.getByRole('button', { name: 'Remove the alias moved' }).click();
  await expect(line).toBeHidden();
});

test('a version shows its schema, where it came from, and its files', async ({ page }) => {
  await page.goto('/#/catalogue/models/sales.eu.iris/versions/1');
  await expect(page.getByRole('region', { name: /Inputs/ })).toContainText('petal length (cm)');
  const about = page.getByRole('region', { name: 'About' });
  await expect(about.getByRole('link', { name: 'irises' })).toBeVisible();
  await expect(about).toContainText('models:/sales.eu.iris/1');
  await expect(page.getByText('The first, of all columns')).toBeVisible();
  await expect(page.getByRole('region', { name: /Tags/ })).toContainText('validated');
  await page.getByRole('link', { name: 'Files' }).click();
  const files = page.getByRole('tree', { name: 'Files' });
  await files.getByRole('treeitem', { name: /MLmodel/ }).click();
  await expect(page.getByRole('region', { name: 'MLmodel', exact: true })).toContainText('petal length (cm)');
  await expect(page).toHaveURL(/artifacts\/MLmodel/);
  await files.getByRole('treeitem', { name: /requirements\.txt/ }).click();
  await expect(page.getByRole('region', { name: 'requirements.txt' })).toContainText('scikit-learn');
  await expect(page.getByRole('link', { name: 'Download' })).toBeVisible();
});

test('a version that waits for its files says so, and is deleted', async ({ page, request }) => {
  const { model } = await madeModel(request);
  const data = { name: model, source: 's3://bucket/model' };
  await request.post('/ajax-api/2.0/mlflow/unity-catalog/model-versions/create', { data });
  await page.goto(`/#/catalogue/models/${model}/versions/1`);
  await expect(page.getByText('Its files are on their way.')).toBeVisible();
  await expect(page.getByText('Pending', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Files' })).toBeHidden();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const asked = page.getByRole('dialog', { name: `Delete version 1 of ${model}?` });
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No version yet' })).toBeVisible();
});

test('what is hostile is shown as the text that it is', async ({ page }) => {
  await page.goto('/#/catalogue/models/sales.eu.hostile/details');
  await expect(page.locator('strong', { hasText: 'bold' })).toBeVisible();
  await expect(page.getByRole('region', { name: /Tags/ })).toContainText('<img src=x onerror');
  await page.goto('/#/catalogue/catalogs/sales/details');
  await expect(page.getByRole('region', { name: /Properties/ })).toContainText('42');
});

test('where nobody signs in there is nothing to grant', async ({ page }) => {
  await page.goto('/#/catalogue/catalogs/sales');
  await expect(page.getByRole('link', { name: 'Details' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Permissions' })).toBeHidden();
  await page.goto('/#/catalogue/catalogs/sales/permissions');
  await expect(page.getByRole('heading', { name: 'Nobody signs in to this server' })).toBeVisible();
});

test('what is not there says so, and a failure is tried again', async ({ page }) => {
  await page.goto('/#/catalogue/models/sales.eu.nothing');
  await expect(page.getByRole('alert')).toContainText("'sales.eu.nothing' does not exist");
  let isDown = true;
  await page.route('**/unity-catalog/catalogs?**', (route) =>
    isDown
      ? route.fulfill({
          status: 500,
          json: { error_code: 'INTERNAL_ERROR', message: 'The database is away.' },
          headers: { 'X-Request-Id': 'abc-123' },
        })
      : route.continue(),
  );
  await page.goto('/#/catalogue');
  await expect(page.getByRole('alert')).toContainText('The database is away.');
  await expect(page.getByRole('alert')).toContainText('abc-123');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('grid', { name: 'Catalogs' }).getByRole('link', { name: 'sales' })).toBeVisible();
});

test('the catalogue speaks Japanese', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('cairn.language', 'ja'));
  await page.goto('/#/catalogue');
  await expect(page.getByRole('heading', { level: 1, name: 'カタログ' })).toBeVisible();
  await page.getByRole('grid').getByRole('link', { name: 'カタログ' }).click();
  await expect(page.getByText('共有モデルです。')).toBeVisible();
  await expect(page.getByRole('button', { name: '新しいスキーマ' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the catalogue can be read by everyone, on a phone as well, ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    await page.goto('/#/catalogue');
    await expect(page.getByRole('link', { name: 'sales' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/#/catalogue/catalogs/sales/details');
    await expect(page.getByRole('region', { name: 'About' })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/#/catalogue/models/sales.eu.iris/versions/1');
    await expect(page.getByRole('region', { name: /Inputs/ })).toBeVisible();
    await expectAccessible(page);
    const beyond = await page.locator('#content').evaluate((content) => content.scrollWidth - content.clientWidth);
    expect(beyond).toBe(0);
  });
}
