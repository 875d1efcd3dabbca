import type { APIRequestContext } from '@playwright/test';
import { held } from './held';
import { expect, expectAccessible, test } from './page';

const API = '/ajax-api/2.0/mlflow';

type Found = { experiment: string; run: string };

/** The run of a name in the experiment that has all that a run can have. */
async function named(request: APIRequestContext, name: string): Promise<Found> {
  const query = 'experiment_name=everything%20of%20a%20run';
  const found = await request.get(`${API}/experiments/get-by-name?${query}`);
  const { experiment } = (await found.json()) as { experiment: { experiment_id: string } };
  const data = { experiment_ids: [experiment.experiment_id], filter: `attributes.run_name = '${name}'` };
  const runs = (await (await request.post(`${API}/runs/search`, { data })).json()) as {
    runs: { info: { run_id: string } }[];
  };
  return { experiment: experiment.experiment_id, run: runs.runs[0]?.info.run_id ?? '' };
}

async function create(request: APIRequestContext, name: string, experiment: string): Promise<string> {
  const data = { experiment_id: experiment, run_name: name, start_time: Date.now() };
  const made = await request.post(`${API}/runs/create`, { data });
  return ((await made.json()) as { run: { info: { run_id: string } } }).run.info.run_id;
}

const address = ({ experiment, run }: Found, part = '') => `/#/experiments/${experiment}/runs/${run}${part}`;

test("a run says what it logged, on what, and of which code, at MLflow's address", async ({ page, request }) => {
  await page.goto(address(await named(request, 'irises')));
  await expect(page.getByRole('heading', { name: 'irises' })).toBeVisible();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Metrics' }).getByText('held out accuracy')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Metrics' }).getByText('NaN')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Parameters' }).getByText('fit_intercept')).toBeVisible();
  await expect(page.getByRole('link', { name: '4f0c1de8a9' })).toHaveAttribute('href', /irises\/commit\/4f0c1de8/);
  await expect(page.getByText('fill_ui', { exact: false }).first()).toBeVisible();

  await page.getByRole('button', { name: 'dataset' }).click();
  await expect(page.getByRole('dialog').getByText('sepal length (cm)')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Models logged' }).getByRole('link', { name: 'model' })).toBeVisible();
});

test('a run of a notebook says whose it is, which revision ran, how long, and what came out', async ({
  page,
  request,
}) => {
  await page.goto(address(await named(request, 'of a notebook')));
  const fact = (name: string) => page.getByRole('term').filter({ hasText: name }).locator('..').getByRole('definition');
  await expect(fact('Notebook revision')).toHaveText('1760000000123');
  await expect(fact('Notebook').first()).toHaveText('/Users/ann/petals');
  await expect(fact('User')).toHaveText('ann');
  await expect(fact('Duration')).toHaveText('1m 5s');
  const made = page.getByRole('region', { name: 'Models logged' });
  await expect(made.getByRole('link', { name: 'out of a notebook' })).toBeVisible();
  await expect(made.getByText('at step 7')).toBeVisible();
});

test('two people who describe one run see what the other wrote', async ({ page, request, context }) => {
  const { experiment } = await named(request, 'irises');
  const run = await create(request, 'described by two', experiment);
  const other = await context.newPage();
  for (const one of [page, other]) {
    await one.goto(address({ experiment, run }));
    await one.getByRole('button', { name: 'Pause the live updates' }).click();
    await one.getByRole('button', { name: 'Add a description' }).click();
  }
  await other.getByLabel('Description').fill('Theirs');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('paragraph').filter({ hasText: 'Theirs' })).toBeVisible();
  await page.getByLabel('Description').fill('Mine');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Theirs');
  await page.getByRole('button', { name: 'Replace theirs with mine' }).click();
  await expect(page.getByRole('paragraph').filter({ hasText: 'Mine' })).toBeVisible();
  await other.close();
});

test('a description that is being saved takes no words and cannot be left', async ({ page, request }) => {
  const { experiment } = await named(request, 'irises');
  const run = await create(request, 'described slowly', experiment);
  const saving = await held(page, /runs\/set-tag/);
  await page.goto(address({ experiment, run }));
  await page.getByRole('button', { name: 'Add a description' }).click();
  const field = page.getByLabel('Description');
  await field.fill('All of it');
  await page.getByRole('button', { name: 'Save' }).click();
  await saving.come();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  await field.focus();
  await page.keyboard.type(' and more');
  await expect(field).toHaveValue('All of it');
  saving.letGo();
  await expect(page.getByRole('paragraph').filter({ hasText: 'All of it' })).toBeVisible();
});

test('a run is found by its id alone', async ({ page, request }) => {
  const { experiment, run } = await named(request, 'irises');
  await page.goto(`/#/runs/${run}`);
  await expect(page).toHaveURL(new RegExp(`experiments/${experiment}/runs/${run}`));
});

test('twelve thousand metrics are searched at once, and the address keeps the search', async ({ page, request }) => {
  await page.goto(address(await named(request, 'many keys')));
  const metrics = page.getByRole('grid', { name: 'Metrics' });
  await expect(metrics.getByText('layer.0.norm')).toBeVisible();
  await expect(metrics).toHaveAttribute('aria-rowcount', '12001');
  await page.getByRole('searchbox', { name: 'Search metrics' }).fill('layer.11999');
  await expect(metrics.getByText('layer.11999.norm')).toBeVisible();
  await expect(metrics).toHaveAttribute('aria-rowcount', '2');
  await page.reload();
  await expect(metrics).toHaveAttribute('aria-rowcount', '2');
});

test('what a running run logs is seen as it comes, unless paused', async ({ page, request }) => {
  const { experiment } = await named(request, 'irises');
  const run = await create(request, 'live', experiment);
  const log = (value: number) =>
    request.post(`${API}/runs/log-metric`, {
      data: { run_id: run, key: 'loss', value, timestamp: Date.now(), step: 1 },
    });
  await log(0.75);
  await page.goto(address({ experiment, run }));
  await expect(page.getByRole('button', { name: 'Pause the live updates' })).toContainText('Live');
  await expect(page.getByText('0.75')).toBeVisible();
  await log(0.25);
  await expect(page.getByText('0.25')).toBeVisible();

  await page.getByRole('button', { name: 'Pause the live updates' }).click();
  await log(0.125);
  await page.getByRole('button', { name: 'Go on with the live updates' }).click();
  await expect(page.getByText('0.125')).toBeVisible();

  await request.post(`${API}/runs/update`, { data: { run_id: run, status: 'FAILED', end_time: Date.now() } });
  await expect(page.getByText('Failed', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden();
});

test('a run is renamed, described, tagged, stopped, deleted and restored', async ({ page, request }) => {
  const { experiment } = await named(request, 'irises');
  const run = await create(request, 'to be changed', experiment);
  await page.goto(address({ experiment, run }));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).fill('changed');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: 'changed', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByLabel('Description').fill('Is **good**.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('strong', { hasText: 'good' })).toBeVisible();

  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('Key').fill('stage');
  await page.getByLabel('Value').fill('canary');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').getByText('canary', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Edit the tag stage' }).click();
  await page.getByLabel('Value').fill('live');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').getByText('live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remove the tag stage' }).click();
  await expect(page.getByText('No tag yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Remove the tag stage' })).toBeVisible();

  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Killed', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByText('Deleted', { exact: true })).toBeHidden();
});

test('a copy of a run has its parameters and tags, and waits to be started', async ({ page, request }) => {
  await page.goto(address(await named(request, 'irises')));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { name: 'irises copy' })).toBeVisible();
  await expect(page.getByText('Scheduled', { exact: true })).toBeVisible();
  await expect(page.getByText('fit_intercept')).toBeVisible();
  await expect(page.getByText('growth')).toBeVisible();
});

test('a model of a run becomes a version of a registered model', async ({ page, request }) => {
  const name = `irises ${Date.now()}`;
  await page.goto(address(await named(request, 'irises')));
  await page.getByRole('button', { name: 'Register model' }).click();
  await page.getByLabel('Registered model').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Register model' }).click();
  await expect(page.getByRole('region', { name: 'Registered versions' }).getByText(name)).toBeVisible();
});

test('children of a run are listed, and lead back to it', async ({ page, request }) => {
  await page.goto(address(await named(request, 'sweep'), '/children'));
  await expect(page.getByRole('row')).toHaveCount(7);
  await page.getByRole('link', { name: 'depth 3' }).click();
  await expect(page.getByRole('heading', { name: 'depth 3' })).toBeVisible();
  await page.getByRole('term').filter({ hasText: 'Parent run' }).locator('..').getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'sweep' })).toBeVisible();
});

test('a run that is not there is said to be missing', async ({ page }) => {
  await page.goto(`/#/experiments/1/runs/${'0'.repeat(32)}`);
  await expect(page.getByRole('alert')).toContainText('not there');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a run can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(address(await named(request, 'irises')));
    await expect(page.getByText('fit_intercept')).toBeVisible();
    await expectAccessible(page);
  });
}
