import { expect, expectAccessible, test } from './page';

test('a view is saved, left, opened again, shared by link, changed, renamed and deleted', async ({ page, context }) => {
  const now = Date.now();
  const name = `sweeps ${now}`;
  const [first, changed] = [`sweep ${now}`, `ranker ${now}`]; // no view of an earlier try looks for them
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/#/experiments?q=${encodeURIComponent(first)}`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a view …' }).click();
  await page.getByLabel('Name of the view').fill(name);
  await page.getByRole('button', { name: 'Everyone' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();

  await page.getByRole('searchbox').fill('churn');
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();
  await page.getByRole('button', { name: `${name} *` }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await expect(page.getByRole('searchbox')).toHaveValue(first);

  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy a link to it' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole('searchbox')).toHaveValue(first);
  await other.close();

  await page.getByRole('searchbox').fill(changed);
  await page.getByRole('button', { name: `${name} *` }).click();
  await page.getByRole('menuitem', { name: `Save changes of “${name}”` }).click();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible(); // it is saved
  await page.goto(link);
  await expect(page.getByRole('searchbox')).toHaveValue(changed);

  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('menuitem', { name: `Rename or share “${name}”` }).click();
  await page.getByLabel('Name of the view').fill(`${name} of the team`);
  await page.getByRole('button', { name: 'Only I' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: `${name} of the team`, exact: true }).click();
  await page.getByRole('menuitem', { name: `Delete “${name} of the team”` }).click();
  const asking = page.getByRole('dialog', { name: 'Delete the view' });
  await expect(asking).toContainText('Links to it will lead nowhere.');
  await asking.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This is not there (any more)' })).toBeVisible();
});

test('who deleted a view is not asked again about the next one', async ({ page, request }) => {
  const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', {
    data: { name: `views one after the other ${Date.now()}` },
  });
  const { experiment_id: id } = (await made.json()) as { experiment_id: string };
  for (const name of ['first', 'second']) {
    const state = `?q=${name}`;
    const data = { screen: 'runs', experiment_id: id, name, state, shared: false };
    await request.post('/ajax-api/3.0/cairn/views/create', { data });
  }
  await page.goto(`/#/experiments/${id}/runs?q=first`);
  await page.getByRole('button', { name: 'first', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete “first”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByRole('menuitem', { name: 'second', exact: true }).click();
  await expect(page.getByRole('button', { name: 'second', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

for (const screen of ['runs', 'traces'] as const) {
  test(`what the screen of ${screen} shows is kept of its experiment`, async ({ page, request }) => {
    const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', {
      data: { name: `views ${Date.now()}` },
    });
    const { experiment_id: id } = (await made.json()) as { experiment_id: string };
    await page.goto(`/#/experiments/${id}/${screen}?q=kept`);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save as a view …' }).click();
    await page.getByLabel('Name of the view').fill('mine');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('button', { name: 'mine', exact: true })).toBeVisible();
    await page.goto(`/#/experiments/${id}/${screen}`);
    await page.reload();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'mine', exact: true }).click();
    await expect(page).toHaveURL(/q=kept/);
  });
}

test('a link to a screen leads back to what one had there, and the address wins', async ({ page, request }) => {
  const name = `kept ${Date.now()}`;
  const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', { data: { name } });
  const { experiment_id: id } = (await made.json()) as { experiment_id: string };
  const created = await request.post('/ajax-api/2.0/mlflow/runs/create', {
    data: { experiment_id: id, run_name: 'of the view', start_time: Date.now() },
  });
  expect(created.ok()).toBe(true);
  await page.goto(`/#/experiments?q=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Nested' }).click();
  await page.getByRole('button', { name: 'Both' }).click();
  await expect(page).toHaveURL(/nested=true/);

  await page.getByRole('link', { name: 'of the view' }).click();
  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name }).click();
  await expect(page).toHaveURL(/nested=true/);
  await expect(page).toHaveURL(/show=both/);
  const parts = page.getByRole('navigation', { name: 'Parts of the experiment' });
  await parts.getByRole('link', { name: 'Models' }).click();
  await expect(page).toHaveURL(/models/);
  await parts.getByRole('link', { name: 'Runs' }).click();
  await expect(page).toHaveURL(/nested=true/);
  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link').click();
  await expect(page.getByRole('searchbox')).toHaveValue(name);
  await page.getByRole('link', { name }).click();
  await expect(page).toHaveURL(/nested=true/);

  await page.goto(`/#/experiments/${id}/runs?q=nothing`);
  await page.waitForURL(/q=nothing/);
  expect(page.url()).not.toContain('nested');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'As it is at first' }).click();
  await expect(page).not.toHaveURL(/q=nothing/);
  await expect(page.getByRole('link', { name: 'of the view' })).toBeVisible();
});
