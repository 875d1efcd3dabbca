import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page';
import { experimentId } from './traces';

async function compare(page: Page, request: APIRequestContext): Promise<void> {
  await page.goto(`/#/experiments/${await experimentId(request, 'everything of a run')}/models`);
  for (const name of ['petals', 'model']) {
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    await row.getByRole('checkbox').check();
  }
  await page.getByRole('toolbar', { name: 'Selected models' }).getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { name: 'Compare 2 models' })).toBeVisible();
}

test('models are chosen in their list, and stand side by side with signature, parameters and metrics', async ({
  page,
  request,
}) => {
  await compare(page, request);
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect(row(/^sepal length \(cm\) input – double/)).toBeVisible();
  await expect(row(/^petal width \(cm\) input double double/)).toBeVisible();
  await expect(row(/^max_iter parameter 100 300/)).toBeVisible();
  await expect(row(/^training_accuracy_score/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(row(/^petal width/)).toBeHidden();
  await expect(row(/^sepal width/)).toBeVisible();
  await page.getByRole('button', { name: 'Inputs' }).click();
  await expect(row(/^max_iter/)).toBeHidden();
  await page.reload();
  await expect(row(/^sepal width/)).toBeVisible();
  await expect(row(/^petal width/)).toBeHidden();
  await expectAccessible(page);
});

test('files of models are compared, also those of one size, and texts line by line', async ({ page, request }) => {
  await compare(page, request);
  await page.getByRole('button', { name: 'Files' }).click();
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect(row(/^MLmodel Differs/)).toBeVisible();
  await expect(row(/^python_env.yaml Same/)).toBeVisible();
  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(row(/^python_env.yaml/)).toBeHidden();
  await row(/^MLmodel/).click();
  const diff = page.getByRole('region', { name: 'MLmodel' });
  await expect(diff.getByRole('textbox', { name: 'MLmodel' })).toHaveCount(2);
  await expect(diff.getByText('sepal length').first()).toBeVisible();
  const before = diff.getByRole('combobox', { name: 'Before' });
  const after = diff.getByRole('combobox', { name: 'After' });
  const [left, right] = [await before.inputValue(), await after.inputValue()];
  await before.selectOption(right);
  await after.selectOption(left);
  await page.reload();
  await expect(diff.getByText('sepal length').first()).toBeVisible();
  await expect(before).toHaveValue(right);
  await expect(after).toHaveValue(left);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(diff.getByRole('textbox', { name: 'MLmodel' })).toHaveCount(1); // in one column
  await diff.getByRole('button', { name: 'Close the file' }).click();
  await expect(diff).toBeHidden();
});

test('a model whose files cannot be listed is not said to have none', async ({ page, request }) => {
  const refusal = { error_code: 'INTERNAL_ERROR', message: 'The store is away.' };
  let isFirst = true;
  await page.route(/artifacts\/directories/, (route) => {
    if (!isFirst) return route.continue();
    isFirst = false;
    return route.fulfill({ status: 500, json: refusal });
  });
  await compare(page, request);
  await page.getByRole('button', { name: 'Files' }).click();
  await expect(page.getByRole('alert')).toContainText('The store is away.');
  await expect(page.getByRole('row', { name: /^MLmodel …/ })).toBeVisible();
  await expect(page.getByText('0 of')).toBeVisible();
  await expect(page.getByText('not there')).toHaveCount(0);
});

test('models that are gone are said to be, and nothing to compare says what to do', async ({ page }) => {
  await page.goto(`/#/compare/models?models=${encodeURIComponent(JSON.stringify(['m-' + '0'.repeat(32)]))}`);
  await expect(page.getByText('1 model is not there')).toBeVisible();
  await expect(page.getByText('No models to compare')).toBeVisible();
});

test('metrics of models are charts side by side', async ({ page, request }) => {
  await compare(page, request);
  await page.getByRole('button', { name: 'Charts', exact: true }).click();
  await expect(
    page.getByRole('article', { name: 'training_accuracy_score', exact: true }).getByRole('img'),
  ).toBeVisible();
  await page.getByRole('searchbox').fill('no such metric');
  await expect(page.getByText('Nothing of this name')).toBeVisible();
  await page.getByRole('searchbox').fill('accuracy');
  await expect(page).toHaveURL(/q=accuracy/);
  await page.reload();
  await expect(page.getByRole('article').first().getByRole('img')).toBeVisible();
  await expectAccessible(page);
});
