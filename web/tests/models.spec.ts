import { expect, expectAccessible, test } from './page';

const API = '/ajax-api/2.0/mlflow';

test.beforeEach(async ({ page, request }) => {
  const found = await request.get(`${API}/experiments/get-by-name?experiment_name=everything%20of%20a%20run`);
  const { experiment } = (await found.json()) as { experiment: { experiment_id: string } };
  await page.goto(`/#/experiments/${experiment.experiment_id}`);
  await page.getByRole('link', { name: 'Models', exact: true }).click();
});

test('the models of an experiment are found by name and by the filter language', async ({ page }) => {
  const models = page.getByRole('grid', { name: 'Models' });
  await expect(models.getByRole('link', { name: 'model', exact: true })).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search models' });
  await search.fill('nothing like that');
  await expect(page.getByRole('heading', { name: 'No model matches' })).toBeVisible();
  await search.fill("params.max_iter = '300'");
  await expect(models.getByRole('link', { name: 'model', exact: true })).toBeVisible();
  await page.reload();
  await expect(search).toHaveValue("params.max_iter = '300'");
  await search.fill('metrics.');
  await search.press('Enter');
  await search.fill('params.max_iter =');
  await expect(page.getByRole('alert')).toBeVisible();
});

test('a model shows its signature, metrics by data set, source, and how to load and serve it', async ({ page }) => {
  await page.getByRole('link', { name: 'model', exact: true }).click();
  await expect(page.getByRole('region', { name: /Inputs/ }).getByText('sepal length (cm)')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'dataset' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'training_accuracy_score' })).toBeVisible();
  await expect(page.getByRole('region', { name: /Parameters/ }).getByText('max_iter')).toBeVisible();
  await expect(page.getByText('mlflow.pyfunc.load_model("models:/m-').first()).toBeVisible();
  await expect(page.getByText('mlflow models serve -m')).toBeVisible();

  await page.getByRole('link', { name: 'Artifacts' }).click();
  await page.getByRole('tree', { name: 'Files' }).getByText('MLmodel').click();
  await expect(page.getByRole('region', { name: /Inputs/ }).getByText('petal width (cm)')).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('term').filter({ hasText: 'Source run' }).locator('..').getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'irises' })).toBeVisible();
});

test('a model is tagged', async ({ page }) => {
  await page.getByRole('link', { name: 'model', exact: true }).click();
  const key = `tag ${Date.now()}`;
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Key').fill(key);
  await page.getByLabel('Value').fill('<b>x</b>');
  await page.getByRole('button', { name: 'Save' }).click();
  const tag = page.getByRole('listitem').filter({ hasText: key });
  await expect(tag).toContainText('<b>x</b>');
  await tag.getByRole('button', { name: `Remove the tag ${key}` }).click();
  await expect(tag).toBeHidden();
});

test('models can be read by everyone', async ({ page }) => {
  await expect(page.getByRole('grid', { name: 'Models' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'model', exact: true }).click();
  await expect(page.getByText('mlflow models serve -m')).toBeVisible();
  await expectAccessible(page);
});
