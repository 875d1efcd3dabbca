import { expect, expectAccessible, test } from './page';

test('experiments are found by a part of their name, and the address keeps the search', async ({ page }) => {
  await page.goto('/#/experiments?q=churn');
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();

  await page.getByRole('searchbox').fill('sweep');
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeHidden();
  await expect(page.getByRole('link', { name: /sweep/ })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('sweep');
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeHidden();
});

test('an experiment is created, renamed, described, deleted and restored', async ({ page }) => {
  const name = `made by a test ${Date.now()}`;
  await page.goto('/#/experiments');
  await page.getByRole('button', { name: 'New experiment' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`${name} again`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: `${name} again` })).toBeVisible();

  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByLabel('Description').fill('It is **important**.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('strong', { hasText: 'important' })).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 experiment is back.')).toBeVisible();
  await page.goto(`/#/experiments?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
});

test('tags of an experiment are shown, added, changed and taken away', async ({ page, request }) => {
  const name = `tagged by a test ${Date.now()}`;
  const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', { data: { name } });
  const { experiment_id: id } = (await made.json()) as { experiment_id: string };
  await page.goto(`/#/experiments/${id}`);
  await page.getByRole('button', { name: 'Add tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags of the experiment' });
  await dialog.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('textbox', { name: 'Key' }).fill('team');
  await page.getByRole('textbox', { name: 'Value' }).fill('growth');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('listitem').getByText('growth')).toBeVisible();
  await dialog.getByRole('button', { name: 'Edit the tag team' }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill('ranking');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('listitem').getByText('ranking')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('teamranking');

  await page.goto(`/#/experiments?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('ranking');
  await page.goto(`/#/experiments/${id}`);
  await page.getByRole('button', { name: 'Edit tags' }).click();
  await dialog.getByRole('button', { name: 'Remove the tag team' }).click();
  await expect(dialog.getByText('No tag yet.')).toBeVisible();
});

test('times say how long ago, and when on hover; figures line up; an id is copied by a click', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.install();
  await page.goto('/#/experiments?q=churn');
  const time = page
    .getByRole('row', { name: /churn-model/ })
    .locator('time')
    .first();
  await expect(time).toHaveText(/ago|now|yesterday/);
  await expect(time).toHaveAttribute('title', /20\d\d.*\d\d:\d\d/);
  await page.getByRole('link', { name: 'churn-model' }).click();
  const copy = page.getByRole('button', { name: 'Copy', exact: true }).first();
  await expect(copy).toBeVisible();
  await page.clock.pauseAt(Date.now() + 60_000); // that it was copied is said for a moment only
  await copy.click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await page.clock.resume();
  const id = /experiments\/(\d+)/.exec(page.url())?.[1];
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id);
  const figure = page
    .getByRole('row')
    .nth(1)
    .getByRole('gridcell')
    .filter({ hasText: /^[\d.]+m?s$/ });
  await expect(figure).toHaveCSS('font-variant-numeric', 'tabular-nums');
});

test('a name that is taken is refused where it was typed', async ({ page }) => {
  await page.goto('/#/experiments');
  await page.getByRole('button', { name: 'New experiment' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Default');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('already exists');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Default');
});

test('two people who edit one description do not overwrite each other', async ({ page, request }) => {
  const name = `described twice ${Date.now()}`;
  const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', { data: { name } });
  const { experiment_id: id } = (await made.json()) as { experiment_id: string };
  await page.goto(`/#/experiments/${id}`);
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByLabel('Description').fill('mine');

  const tag = { experiment_id: id, key: 'mlflow.note.content', value: 'theirs' };
  await request.post('/ajax-api/2.0/mlflow/experiments/set-experiment-tag', { data: tag });
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('alert')).toContainText('theirs');
  await page.getByRole('button', { name: 'Replace theirs with mine' }).click();
  await expect(page.getByText('mine', { exact: true })).toBeVisible();
});

test('hostile names and descriptions are only text', async ({ page }) => {
  await page.goto('/#/experiments?q=onerror');
  await page.getByRole('link', { name: /<img/ }).click();
  await expect(page.getByRole('heading', { name: /<img src=x/ })).toBeVisible();
  await expect(page.getByText(/<script>/)).toBeVisible();
});

test('the keyboard leads through the list', async ({ page }) => {
  await page.goto('/#/experiments?q=churn');
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /churn/ })).toBeVisible();
});

test('the palette goes to an experiment by its name', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible(); // which hears the keys
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('churn');
  await expect(page.getByRole('option', { name: 'churn-model Experiments' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'churn-model' })).toBeVisible();
});

test('a server that is away is told of, and the page goes on once it is back', async ({ page }) => {
  await page.goto('/#/experiments?q=churn');
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();
  await page.route(/ajax-api|health/, (route) => route.abort());
  await page.getByRole('searchbox').fill('sweep');
  await expect(page.getByRole('status').filter({ hasText: 'does not answer' })).toBeVisible();

  await page.unroute(/ajax-api|health/);
  await expect(page.getByRole('status').filter({ hasText: 'does not answer' })).toBeHidden();
  await expect(page.getByRole('link', { name: /sweep/ })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the list and an experiment can be read by everyone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/#/experiments?q=churn');
    await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'churn-model' }).click();
    await expect(page.getByRole('heading', { name: /churn/ })).toBeVisible();
    await expectAccessible(page);
  });
}

test('Japanese is a whole language', async ({ page }) => {
  await page.goto('/#/experiments');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitemradio', { name: '日本語' }).click();
  await expect(page.getByRole('heading', { name: '実験' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('columnheader', { name: '最終更新' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
});
