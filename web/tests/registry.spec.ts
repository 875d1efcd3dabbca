import { expect, expectAccessible, shown, test } from './page';

const API = '/ajax-api/2.0/mlflow';

/** A model of its own with some versions that have neither run nor file here. */
async function madeModel(request: Parameters<Parameters<typeof test>[2]>[0]['request'], versions = 2): Promise<string> {
  const name = `made ${Date.now()} ${Math.round(Math.random() * 1e6)}`;
  await request.post(`${API}/registered-models/create`, { data: { name } });
  for (let number = 0; number < versions; number++) {
    await request.post(`${API}/model-versions/create`, { data: { name, source: `s3://bucket/${number}` } });
  }
  return name;
}

function at(name: string, rest = ''): string {
  return `/#/models/${encodeURIComponent(name)}${rest}`;
}

test('registered models are found by a part of the name, by a filter, and lead to their pages', async ({ page }) => {
  await page.goto('/#/');
  await page.getByRole('link', { name: 'Model registry' }).click();
  const models = page.getByRole('grid', { name: 'Registered models' });
  const search = page.getByRole('searchbox', { name: 'Search models' });
  await search.fill('iris-class');
  const row = models.getByRole('row').filter({ hasText: 'iris-classifier' });
  await expect(row).toContainText('Version 2');
  await expect(row).toContainText('Production: 1');
  await expect(row).toContainText('@champion → 1');
  await expect(row).toContainText('botany');
  await search.fill("tags.team = 'growth'");
  await expect(models.getByRole('link', { name: 'churn', exact: true })).toBeVisible();
  await expect(models.getByRole('link', { name: 'iris-classifier' })).toBeHidden();
  await page.reload();
  await expect(search).toHaveValue("tags.team = 'growth'");
  await search.fill('tags.team =');
  await expect(page.getByRole('alert')).toBeVisible();
  await search.fill('greeting'); // a prompt
  await expect(page.getByRole('heading', { name: 'No model matches' })).toBeVisible();
});

test('the list is sorted, and goes on beyond its first page', async ({ page }) => {
  await page.goto('/#/models?q=ranker-');
  const models = page.getByRole('grid', { name: 'Registered models' });
  const byName = models.getByRole('columnheader', { name: 'Name' }).getByRole('button').first();
  await byName.click();
  await expect(models.getByRole('row').nth(1)).toContainText('ranker-109');
  await byName.click();
  await expect(models.getByRole('link', { name: 'ranker-000' })).toBeVisible();
  await models.focus();
  await page.keyboard.press('End');
  await expect(models.getByRole('link', { name: 'ranker-109' })).toBeVisible();
});

test('the keyboard and the palette lead to a model', async ({ page }) => {
  await page.goto('/#/models?q=iris-class');
  await expect(page.getByRole('link', { name: 'iris-classifier' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'iris-classifier' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await page.keyboard.type('churn');
  await page.getByRole('option', { name: /^churn Model registry$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'churn' })).toBeVisible();
});

test('a model is created, described, renamed and deleted', async ({ page, request }) => {
  const name = `new ${Date.now()}`;
  await page.goto('/#/models');
  await page.getByRole('button', { name: 'New model' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No version yet' })).toBeVisible();

  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('What it is **for**');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('strong', { hasText: 'for' })).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(`${name} again`);
  await page.getByRole('dialog', { name: 'Rename the model' }).getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${name} again` })).toBeVisible();
  await expect(page).toHaveURL(/again/);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const asked = page.getByRole('dialog', { name: /^Delete the model/ });
  await expect(asked).toContainText('All its versions');
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Model registry' })).toBeVisible();
  const gone = await request.get(`${API}/registered-models/get?name=${encodeURIComponent(`${name} again`)}`);
  expect(gone.status()).toBe(404);
});

test('two people who describe one model see each other', async ({ page, request }) => {
  const name = await madeModel(request, 0);
  await page.goto(at(name));
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('mine');
  await request.patch(`${API}/registered-models/update`, { data: { name, description: 'theirs' } });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('theirs');
  await page.getByRole('button', { name: 'Replace theirs with mine' }).click();
  await expect(shown(page, 'mine')).toBeVisible();
});

test('aliases are set, moved to another version and taken away, and the way back is offered', async ({
  page,
  request,
}) => {
  const name = await madeModel(request);
  await page.goto(at(name, '/details'));
  const aliases = page.getByRole('region', { name: /Aliases/ });
  await aliases.getByRole('button', { name: 'Set an alias' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Alias' }).fill('champion');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Version' }).fill('1');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(aliases.getByRole('listitem')).toContainText('Version 1');
  await aliases.getByRole('button', { name: 'Move the alias champion', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Version' }).fill('2');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(aliases.getByRole('listitem')).toContainText('Version 2');
  await expect(page.getByText(`models:/${name}@champion`)).toBeVisible();
  await aliases.getByRole('button', { name: 'Remove the alias champion' }).click();
  await expect(aliases.getByRole('listitem')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(aliases.getByRole('listitem')).toContainText('Version 2');

  await page.goto(at(name, '/versions/1'));
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1' })).toBeVisible();
  await aliases.getByRole('button', { name: 'Set an alias' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Alias' }).fill('champion');
  await expect(page.getByText('It means version 2 now')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(aliases.getByRole('listitem')).toContainText('@champion');
});

test('code to load a model is there for Python, Java and curl', async ({ page }) => {
  await page.goto(at('iris-classifier', '/details'));
  const load = page.getByRole('region', { name: 'Load it' });
  await expect(load).toContainText('mlflow.pyfunc.load_model("models:/iris-classifier@');
  await load.getByRole('button', { name: 'Java' }).click();
  await expect(load).toContainText('client.downloadModelVersion("iris-classifier"');
  await load.getByRole('button', { name: 'curl' }).click();
  await expect(load).toContainText('registered-models/alias');
});

test('tags of a model and of a version are set and taken away', async ({ page, request }) => {
  const name = await madeModel(request);
  for (const [part, title] of [
    ['/details', name],
    ['/versions/1', 'Version 1'],
  ] as const) {
    await page.goto(at(name, part));
    await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Add a tag' }).click();
    await page.getByLabel('Key').fill('team');
    await page.getByLabel('Value').fill('<b>x</b>');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const tag = page.getByRole('listitem').filter({ hasText: 'team' });
    await expect(tag).toContainText('<b>x</b>');
    await tag.getByRole('button', { name: 'Remove the tag team' }).click();
    await expect(tag).toBeHidden();
  }
});

test('a version moves to a stage, and those that were in it are archived', async ({ page, request }) => {
  const name = await madeModel(request);
  const stage = 'Production';
  await request.post(`${API}/model-versions/transition-stage`, { data: { name, version: '1', stage } });
  await page.goto(at(name, '/versions/2'));
  await page.getByRole('button', { name: 'Stage: None' }).click();
  await page.getByRole('menuitem', { name: 'Production' }).click();
  const archive = page.getByRole('checkbox', { name: 'Archive the versions that are in Production now' });
  await expect(archive).toBeChecked();
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await expect(page.getByRole('button', { name: 'Stage: Production' })).toBeVisible();
  await page.getByRole('link', { name, exact: true }).click();
  const versions = page.getByRole('grid', { name: 'Versions' });
  await expect(versions.getByRole('row').filter({ hasText: 'Version 1' })).toContainText('Archived');
  await expect(versions.getByRole('row').filter({ hasText: 'Version 2' })).toContainText('Production');
});

test('a version shows its schema, what it was made of, and its files', async ({ page }) => {
  await page.goto(at('iris-classifier', '/versions/2'));
  await expect(page.getByRole('region', { name: /Inputs/ }).getByText('petal width (cm)')).toBeVisible();
  await expect(page.getByText('mlflow.pyfunc.load_model("models:/iris-classifier@challenger")')).toBeVisible();
  const run = page.getByRole('term').filter({ hasText: 'Source run' }).locator('..').getByRole('link');
  await expect(run).toHaveText('petals alone');
  await page.getByRole('link', { name: 'Files' }).click();
  await page.getByRole('tree', { name: 'Files' }).getByText('MLmodel').click();
  await expect(page.getByRole('region', { name: /Inputs/ }).getByText('petal width (cm)')).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('term').filter({ hasText: 'Logged model' }).locator('..').getByRole('link').click();
  const versions = page.getByRole('region', { name: /Registered versions/ });
  await versions.getByRole('link', { name: 'iris-classifier version 2' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2' })).toBeVisible();
});

test('a version of a folder of a run leads there, and the run leads back', async ({ page }) => {
  await page.goto(at('churn', '/versions/2/artifacts'));
  await page.getByRole('link', { name: 'Open the folder' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^run-/ })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page
    .getByRole('region', { name: /Registered versions/ })
    .getByRole('link', { name: 'churn version 2' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2' })).toBeVisible();
});

test('a version is described and deleted, and the model stays', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto(at(name, '/versions/2'));
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('The second');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(shown(page, 'The second')).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /^Delete version 2/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  const versions = page.getByRole('grid', { name: 'Versions' });
  await expect(versions.getByRole('link', { name: 'Version 1' })).toBeVisible();
  await expect(versions.getByRole('link', { name: 'Version 2' })).toBeHidden();
});

test('versions are chosen in their list and compared, with only what differs on request', async ({ page }) => {
  await page.goto(at('iris-classifier'));
  const versions = page.getByRole('grid', { name: 'Versions' });
  await versions.getByRole('row').filter({ hasText: 'Version 1' }).getByRole('checkbox').check();
  await versions.getByRole('row').filter({ hasText: 'Version 2' }).getByRole('checkbox').check();
  await page.getByRole('link', { name: 'Compare' }).click();
  const compared = page.getByRole('grid', { name: 'Compare 2 versions' });
  const stage = compared.getByRole('row').filter({ hasText: /^Stage/ });
  await expect(stage).toContainText('Production');
  await expect(stage).toContainText('Staging');
  await expect(compared.getByRole('row').filter({ hasText: 'sepal length (cm)' })).toContainText('–');
  await expect(compared.getByRole('row').filter({ hasText: 'petal width (cm)' })).toBeVisible();
  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(compared.getByRole('row').filter({ hasText: 'petal width (cm)' })).toHaveCount(0);
  await expect(compared.getByRole('row').filter({ hasText: 'max_iter' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Only differences' })).toHaveAttribute('aria-pressed', 'true');
});

test('the newest versions of several models are compared; those that are gone are told', async ({ page }) => {
  const versions = JSON.stringify(['churn/2', 'iris-classifier/1', 'churn/99']);
  await page.goto(`/#/compare/versions?versions=${encodeURIComponent(versions)}`);
  await expect(page.getByText('1 version is not there (any more) and is left out.')).toBeVisible();
  const compared = page.getByRole('grid', { name: 'Compare 2 versions' });
  await expect(compared.getByRole('row').filter({ hasText: /^Model/ })).toContainText('iris-classifier');
  await page.getByRole('button', { name: 'Leave churn/2 out' }).click();
  await expect(page.getByRole('grid', { name: 'Compare 1 version' })).toBeVisible();
});

test('hostile names, tags and descriptions are only text', async ({ page }) => {
  await page.goto('/#/models?q=onerror');
  await page.getByRole('link', { name: '<img src=x onerror=window.attacked=1>' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '<img src=x' })).toBeVisible();
  await expect(page.locator('strong', { hasText: 'bold' })).toBeVisible();
  await expect(page.locator('img[onerror]')).toHaveCount(0);
});

test('a model that is not there says so', async ({ page }) => {
  await page.goto(at('no such model'));
  await expect(page.getByRole('alert')).toContainText('no such model');
  await page.goto(at('churn', '/versions/99'));
  await expect(page.getByRole('alert')).toContainText('99');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the registry can be read by everyone', async ({ page }) => {
      await page.goto('/#/models');
      await expect(page.getByRole('grid', { name: 'Registered models' })).toBeVisible();
      await expectAccessible(page);
      await page.goto(at('iris-classifier'));
      const versions = page.getByRole('grid', { name: 'Versions' });
      await expect(versions.getByRole('link', { name: 'Version 2' })).toBeVisible();
      await expectAccessible(page);
      await page.goto(at('iris-classifier', '/details'));
      await expect(page.getByRole('region', { name: 'Load it' })).toBeVisible();
      await expectAccessible(page);
      await page.goto(at('iris-classifier', '/versions/1'));
      await expect(page.getByRole('region', { name: /Inputs/ })).toBeVisible();
      await expectAccessible(page);
    });
  });
}
