import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page';

const MLFLOW = '/ajax-api/2.0/mlflow';
const TRASH = '/ajax-api/3.0/cairn/trash';
/** Runs that are made beside each other. */
const AT_ONCE = 20;
/** More than the server begins to remove in one turn. */
const SEVERAL_TURNS = 400;

async function post<T>(request: APIRequestContext, path: string, data: object): Promise<T> {
  const answer = await request.post(path, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
}

/** An experiment with some deleted runs, all of one word that nothing else has. */
async function deletedRuns(request: APIRequestContext, count: number) {
  const word = `bin${Date.now()}${Math.floor(Math.random() * 1_000)}`;
  const { experiment_id: experimentId } = await post<{ experiment_id: string }>(
    request,
    `${MLFLOW}/experiments/create`,
    { name: `${word} home` },
  );
  const deleted = async (number: number) => {
    const { run } = await post<{ run: { info: { run_id: string } } }>(request, `${MLFLOW}/runs/create`, {
      experiment_id: experimentId,
      run_name: `${word}-${number}`,
      start_time: Date.now(),
    });
    await post(request, `${MLFLOW}/runs/delete`, { run_id: run.info.run_id });
    return run.info.run_id;
  };
  const ids: string[] = [];
  while (ids.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - ids.length) }, (_, at) => deleted(ids.length + at));
    ids.push(...(await Promise.all(some)));
  }
  return { word, experimentId, ids };
}

const open = (page: Page, search: string) => page.goto(`/#/trash${search}`);
const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

test('what is deleted is found by kind, by name and by age, and the address keeps that', async ({ page, request }) => {
  const { word, experimentId } = await deletedRuns(request, 3);
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Trash' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();

  await page.getByRole('searchbox').fill(word.toUpperCase());
  await expect(row(page, `${word}-1`)).toBeVisible();
  await expect(row(page, `${word}-1`).getByRole('link', { name: `${word} home` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'All 3' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Runs 3' })).toBeVisible();
  await expect(row(page, `${word}-1`).locator('time')).toHaveAttribute('title', /20\d\d/);

  await page.getByRole('button', { name: 'Experiments 0' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing in the trash matches' })).toBeVisible();
  await post(request, `${MLFLOW}/experiments/delete`, { experiment_id: experimentId });
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue(word.toUpperCase());
  await expect(row(page, `${word} home`)).toBeVisible();

  await page.getByRole('button', { name: '> 7 days ago' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing in the trash matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(row(page, `${word} home`).first()).toBeVisible();
});

test('one thing and many are restored', async ({ page, request }) => {
  const { word, experimentId, ids } = await deletedRuns(request, 3);
  await open(page, `?q=${word}`);
  await row(page, `${word}-0`).getByRole('checkbox').check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('1 thing is back.')).toBeVisible();
  await expect(row(page, `${word}-0`)).toBeHidden();

  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('toolbar').getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing in the trash matches' })).toBeVisible();
  const found = await post<{ runs: unknown[] }>(request, `${MLFLOW}/runs/search`, { experiment_ids: [experimentId] });
  expect(found.runs).toHaveLength(ids.length);
});

test('a purge says what is lost and what stays before anything goes', async ({ page, request }) => {
  const { word, ids } = await deletedRuns(request, 3);
  const model = `model of ${word}`;
  await post(request, `${MLFLOW}/registered-models/create`, { name: model });
  const version = { name: model, source: `runs:/${ids[0] ?? ''}/model`, run_id: ids[0] };
  await post(request, `${MLFLOW}/model-versions/create`, version);

  await open(page, `?q=${word}`);
  await expect(row(page, `${word}-0`)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Purge' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('2 runs')).toBeVisible();
  await expect(dialog.getByText('Nobody can bring them back')).toBeVisible();
  await expect(dialog.getByText(model)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(page, `${word}-1`)).toBeVisible();

  await page.getByRole('toolbar').getByRole('button', { name: 'Purge' }).click();
  await dialog.getByRole('button', { name: 'Purge for good' }).click();
  await expect(page.getByText('2 things go for good.')).toBeVisible();
  await expect(row(page, `${word}-1`)).toBeHidden();
  await expect(row(page, `${word}-0`)).toBeVisible();
  const gone = await request.get(`${MLFLOW}/runs/get?run_id=${ids[1] ?? ''}`);
  expect(gone.status()).toBe(404);
});

test('what retention would remove is shown without removing it', async ({ page, request }) => {
  const { word } = await deletedRuns(request, 1);
  await open(page, `?q=${word}`);
  await expect(page.getByRole('region', { name: 'Retention' })).toContainText('--trash-retention');
  await page.getByRole('button', { name: 'Purge by age' }).click();
  const dialog = page.getByRole('dialog');
  const age = dialog.getByLabel('Deleted longer ago than');
  await expect(age).toHaveValue('30d');
  await age.fill('5000d');
  await expect(dialog.getByText('Nothing would go.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Purge for good' })).toBeDisabled();
  await age.fill('soon');
  await expect(dialog.getByRole('button', { name: 'Purge for good' })).toBeDisabled();
  await age.fill('1s');
  await expect(dialog.getByRole('list', { name: 'This would go' })).toContainText('run');
  await page.keyboard.press('Escape');
  await expect(row(page, `${word}-0`)).toBeVisible();
});

test('a long purge tells how far it is, can be left, and is stopped', async ({ page, request }) => {
  const { word } = await deletedRuns(request, 2);
  const progress = { left: 9_000, begun: 200, removed: 3_000, put_off: 1, since: Date.now() - 60_000 };
  let isStopped = false;
  // A purge is over too soon to be looked at: the server says that it has more to do than it has.
  await page.route(/trash\/summary/, async (route) => {
    const answer = await route.fetch();
    const summary = (await answer.json()) as object;
    await route.fulfill({ response: answer, json: isStopped ? summary : { ...summary, purge: progress } });
  });
  await page.route(/trash\/stop-purges/, async (route) => {
    isStopped = true;
    await route.fulfill({ json: { put_back: 8_800, going: 200 } });
  });
  await open(page, `?q=${word}`);
  const purge = page.getByRole('region', { name: 'Purging' });
  await expect(purge.getByRole('status')).toHaveText('3,000 of 12,000 removed');
  await expect(purge.getByRole('progressbar')).toHaveAttribute('value', '3000');
  await expect(purge).toContainText('1 thing could not be removed yet');
  progress.removed = 4_000;
  progress.left = 8_000;
  await expect(purge.getByRole('status')).toHaveText('4,000 of 12,000 removed');

  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await page.getByRole('link', { name: 'Trash', exact: true }).click();
  await expect(purge.getByRole('status')).toHaveText('4,000 of 12,000 removed');
  await purge.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('8,800 things are in the trash again.')).toBeVisible();
  await expect(purge).toBeHidden();
});

test('who stops a purge of several kinds while it is asked for stops what is still to be asked', async ({
  page,
  request,
}) => {
  const { word } = await deletedRuns(request, 1);
  const made = await post<object>(request, `${MLFLOW}/experiments/create`, { name: `${word} away` });
  await post(request, `${MLFLOW}/experiments/delete`, made);
  const asked: string[] = [];
  let stop: () => void = () => undefined;
  const isStopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  await page.route(/trash\/(purge|stop-purges)/, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (route.request().postData()?.includes('dry_run')) return route.continue();
    asked.push(`${path.slice(path.lastIndexOf('/') + 1)} begun`);
    if (path.endsWith('/purge')) await isStopped;
    const answer = await route.fetch();
    asked.push(`${path.slice(path.lastIndexOf('/') + 1)} answered`);
    return route.fulfill({ response: answer });
  });
  await open(page, `?q=${word}`);
  await expect(row(page, `${word} away`)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Purge' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Purge for good' }).click();
  await page.getByRole('region', { name: 'Purging' }).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('region', { name: 'Purging' }).getByRole('button', { name: 'Stop' })).toBeDisabled();
  stop();
  await expect(page.getByText(/in the trash again/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Purging' })).toBeHidden();
  expect(asked).toEqual(['purge begun', 'purge answered', 'stop-purges begun', 'stop-purges answered']);
  await expect(row(page, `${word} away`)).toBeVisible();
});

test('a purge that is stopped puts things back', async ({ request }) => {
  test.slow();
  type Stopped = { put_back: number; going: number };
  let all = 0;
  // A purge that is over before it is stopped says nothing of that: another one is begun then.
  for (let attempt = 0; attempt < 5 && all === 0; attempt++) {
    const { word, ids } = await deletedRuns(request, SEVERAL_TURNS);
    await post(request, `${TRASH}/purge`, { run_ids: ids });
    const { put_back: back, going } = await post<Stopped>(request, `${TRASH}/stop-purges`, {});
    const found = (await (await request.get(`${TRASH}/summary?contains=${word}`)).json()) as { runs: number };
    expect(found.runs).toBe(back);
    expect(back + going).toBeLessThanOrEqual(SEVERAL_TURNS);
    all += back;
  }
  expect(all).toBeGreaterThan(0);
});

test('the keyboard leads through the trash', async ({ page, request }) => {
  const { word } = await deletedRuns(request, 2);
  await open(page, `?q=${word}`);
  await expect(row(page, `${word}-1`)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(word) })).toBeVisible();
});

test('the palette and the deleted experiments lead to the trash', async ({ page }) => {
  await page.goto('/#/experiments?view=DELETED_ONLY&q=hardly');
  await page.getByRole('main').getByRole('link', { name: 'Trash' }).click();
  await expect(page).toHaveURL(/trash\?.*kind=experiment/);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible(); // which hears the keys
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('tras');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();
});

test('an empty trash, a refusal and a server that is away are told of', async ({ page }) => {
  await page.route(/cairn\/trash(\?|$)/, (route) => route.fulfill({ json: { items: [] } }));
  await open(page, '');
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await page.unroute(/cairn\/trash(\?|$)/);
  const refusal = { error_code: 'PERMISSION_DENIED', message: 'Not yours.' };
  await page.route(/cairn\/trash(\?|$)/, (route) => route.fulfill({ status: 403, json: refusal }));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
  await page.unroute(/cairn\/trash(\?|$)/);
  const failure = { error_code: 'INTERNAL_ERROR', message: 'It broke.' };
  await page.route(/cairn\/trash(\?|$)/, (route) =>
    route.fulfill({ status: 500, json: failure, headers: { 'X-Request-Id': 'abc123' } }),
  );
  await page.reload();
  await expect(page.getByText('abc123')).toBeVisible();
  await page.unroute(/cairn\/trash(\?|$)/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('grid', { name: 'Trash' })).toBeVisible();
});

test('hostile names in the trash are only text', async ({ page, request }) => {
  const name = `<img src=x onerror=window.attacked=1> ${Date.now()}`;
  const made = await post<{ experiment_id: string }>(request, `${MLFLOW}/experiments/create`, { name });
  await post(request, `${MLFLOW}/experiments/delete`, made);
  await open(page, `?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('link', { name })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the trash can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    test.slow();
    const { word } = await deletedRuns(request, 2);
    await page.emulateMedia({ colorScheme });
    await open(page, `?q=${word}`);
    await row(page, `${word}-1`).getByRole('checkbox').check();
    await expectAccessible(page);
    await page.getByRole('toolbar').getByRole('button', { name: 'Purge' }).click();
    await expect(page.getByRole('list', { name: 'This would go' })).toBeVisible();
    await expectAccessible(page);
  });
}
