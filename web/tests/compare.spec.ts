import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page';

type Found = { run_id: string; run_name: string };

/** Some runs of the filled experiments, whatever these are called. */
async function runsOf(request: APIRequestContext, name: string, most: number): Promise<Found[]> {
  const answer = await request.get('/ajax-api/2.0/mlflow/experiments/get-by-name', {
    params: { experiment_name: name },
  });
  const { experiment } = (await answer.json()) as { experiment: { experiment_id: string } };
  const data = { experiment_ids: [experiment.experiment_id], max_results: most, order_by: ['attributes.run_name ASC'] };
  const page = await request.post('/ajax-api/2.0/mlflow/runs/search', { data });
  const { runs } = (await page.json()) as { runs: { info: Found }[] };
  return runs.map((run) => run.info);
}

function address(runs: readonly Found[], more = ''): string {
  return `/#/compare?runs=${encodeURIComponent(JSON.stringify(runs.map((run) => run.run_id)))}${more}`;
}

test('runs of two experiments stand side by side', async ({ page, request }) => {
  const runs = [...(await runsOf(request, 'churn-model', 2)), ...(await runsOf(request, 'ranker sweep 2026-11', 1))];
  await page.goto(address(runs));
  for (const run of runs) {
    await expect(page.locator(`a[title="${run.run_name} ${run.run_id}"]`)).toBeVisible();
  }
  await expect(page.getByRole('row', { name: /depth/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /val_loss/ })).toBeVisible();
  await expectAccessible(page);
});

test('only differences are shown on request, and the address says so', async ({ page, request }) => {
  const runs = await runsOf(request, 'churn-model', 2);
  await page.goto(address(runs));
  await expect(page.getByRole('row', { name: /^User/ })).toBeVisible();
  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(page.getByRole('row', { name: /^User/ })).toBeHidden();
  await expect(page.getByRole('row', { name: /depth/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /depth/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^User/ })).toBeHidden();
});

test('the others show their distance from a baseline', async ({ page, request }) => {
  const [one, other] = await runsOf(request, 'churn-model', 2);
  if (!one || !other) throw new Error('The server was not filled');
  await page.goto(address([one, other]));
  await page.getByRole('button', { name: `Compare the others with ${one.run_name}` }).click();
  await expect(page.getByRole('row', { name: /^loss/ })).toContainText(/[+−]0\.\d/);
});

test('a run is left out, and the rest stays', async ({ page, request }) => {
  const [one, other] = await runsOf(request, 'churn-model', 2);
  if (!one || !other) throw new Error('The server was not filled');
  await page.goto(address([one, other]));
  await page.getByRole('button', { name: `Leave ${one.run_name} out` }).click();
  await expect(page.getByRole('heading', { name: 'Compare 1 run' })).toBeVisible();
  await expect(page.getByRole('link', { name: other.run_name, exact: true })).toBeVisible();
});

test('rows are found by their name and kind', async ({ page, request }) => {
  await page.goto(address(await runsOf(request, 'churn-model', 2)));
  await page.getByRole('searchbox').fill('loss');
  await expect(page.getByRole('row', { name: /depth/ })).toBeHidden();
  await expect(page.getByRole('row', { name: /val_loss/ })).toBeVisible();
  await page.getByRole('button', { name: 'Parameters' }).click();
  await expect(page.getByText('Nothing of this name')).toBeVisible();
});

test('runs that are gone are said to be, and nothing to compare says what to do', async ({ page, request }) => {
  const runs = await runsOf(request, 'churn-model', 1);
  await page.goto(address([...runs, { run_id: '0123456789abcdef0123456789abcdef', run_name: 'gone' }]));
  await expect(page.getByText('1 run is not there')).toBeVisible();
  await page.goto('/#/compare');
  await expect(page.getByText('No runs to compare')).toBeVisible();
});

test('charts of runs of two experiments stand side by side, those of what they have in common first', async ({
  page,
  request,
}) => {
  const runs = [...(await runsOf(request, 'churn-model', 3)), ...(await runsOf(request, 'ranker sweep 2026-11', 1))];
  await page.goto(address(runs));
  await page.getByRole('button', { name: 'Charts' }).click();
  await expect(page.getByRole('article', { name: 'depth × lr × loss × val_loss' }).getByRole('img')).toBeVisible();
  await expect(page.getByRole('article', { name: 'depth × loss' }).getByRole('img')).toBeVisible();
  await expect(page.getByRole('article', { name: 'val_loss', exact: true }).getByRole('application')).toBeVisible();
  for (const run of runs) {
    await expect(page.getByRole('button', { name: `Show or hide ${run.run_name}` }).first()).toBeVisible();
  }
  await page.getByLabel('Log y').check();
  await page.waitForURL(/show=charts.*logY/);
  await page.reload();
  await expect(page.getByLabel('Log y')).toBeChecked();
  await expectAccessible(page);
});

async function iris(page: Page, request: APIRequestContext, more = ''): Promise<void> {
  const all = await runsOf(request, 'everything of a run', 50);
  const runs = ['irises', 'petals alone'].flatMap((name) => all.find((run) => run.run_name === name) ?? []);
  await page.goto(address(runs, more));
}

test('metrics of one key stand by their data sets and models, data sets with their schema', async ({
  page,
  request,
}) => {
  await iris(page, request);
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect(row(/^training_accuracy_score · dataset metric/)).toBeVisible();
  await expect(row(/^training_accuracy_score metric/)).toBeVisible();
  await page.getByRole('button', { name: 'Data sets', exact: true }).click();
  await expect(row(/^train data set dataset \(/)).toBeVisible();
  await expect(row(/^train · sepal length \(cm\) column double –/)).toBeVisible();
  await expect(row(/^max_iter/)).toBeHidden();
  await page.reload();
  await expect(row(/^train · sepal length \(cm\) column/)).toBeVisible();
  await expectAccessible(page);
});

test('files of runs stand side by side, and a text that differs is shown line by line', async ({ page, request }) => {
  const [one, other] = await runsOf(request, 'files to compare', 2);
  if (!one || !other) throw new Error('The server was not filled');
  await page.goto(address([one, other]));
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  const row = (name: RegExp) => page.getByRole('row', { name });
  await row(/^conf/).click();
  await expect(row(/^same\.txt Same/)).toBeVisible();
  await expect(row(/^train\.yaml Differs/)).toBeVisible();
  await expect(row(/^only-here\.txt Differs.*not there/)).toBeVisible();
  await row(/^train\.yaml/).click();
  const diff = page.getByRole('region', { name: 'conf/train.yaml' });
  await expect(diff.getByText('depth: 3')).toBeVisible();
  await expect(diff.getByText('depth: 4')).toBeVisible();
  await page.reload();
  await expect(diff.getByText('depth: 4')).toBeVisible();
  await expectAccessible(page);
});
