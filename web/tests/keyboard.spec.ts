import { expect, test } from './page';
import { experimentId, traceId } from './traces';

test('? tells the keys, and Esc closes it; the focus can be seen', async ({ page }) => {
  await page.goto('/#/experiments?q=churn');
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help).toContainText('Next, previous row');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  await page.keyboard.press('Tab');
  const focused = page.locator(':focus-visible');
  await expect(focused).toHaveCount(1);
  await expect(focused).toHaveCSS('outline-style', 'solid');
  await expect(focused).toHaveCSS('outline-width', '2px');
});

test('/ leads to the search and Esc out of it; j and k walk, x selects, Enter opens', async ({ page }) => {
  await page.goto('/#/experiments');
  const rows = page.getByRole('grid', { name: 'Experiments' });
  await expect(rows.getByRole('row').nth(2)).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('churn');
  await expect(rows.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).not.toBeFocused();

  await page.keyboard.press('j');
  await expect(rows).toBeFocused();
  const active = () => rows.getAttribute('aria-activedescendant');
  await page.keyboard.press('j');
  const first = await active();
  await page.keyboard.press('j');
  expect(await active()).not.toBe(first);
  await page.keyboard.press('k');
  expect(await active()).toBe(first);
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(rows.locator('[aria-selected=true]')).toHaveCount(1);
  // The row that the keys are at can be seen to be so.
  await expect(rows.locator(`[id="${first ?? ''}"]`)).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/experiments\/\d+/);
});

test('Space on a button in a row presses it, and selects nothing', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experimentId(request, 'churn-model')}/runs`);
  const rows = page.getByRole('grid', { name: 'Runs' }).or(page.getByRole('treegrid', { name: 'Runs' }));
  const first = rows.getByRole('row').nth(1);
  const mark = first.getByRole('button', { name: 'Leave out of charts' });
  await page.waitForLoadState('networkidle'); // what comes in above the rows moves them away from the pointer
  await first.hover();
  await mark.focus();
  await page.keyboard.press('Space');
  await expect(first.getByRole('button', { name: 'Show in charts' })).toBeVisible();
  await expect(rows.locator('[aria-selected=true]')).toHaveCount(0);
});

test('the keys are meant for what is in front: a trace above its list', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experimentId(request)}/traces`);
  await page.getByRole('link', { name: 'Where is my order 4711?' }).click();
  const tree = page.getByRole('dialog').getByRole('tree');
  await expect(tree).toBeVisible();
  await page.keyboard.press('j');
  await expect(tree).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(tree).toBeHidden();
  await page.keyboard.press('j');
  await expect(page.getByRole('grid', { name: 'Traces' })).toHaveAttribute('aria-activedescendant', /./);
});

test('a theme that was chosen is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const choose = async (theme: string) => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    await page.keyboard.press('Escape');
  };
  await choose('Dark');
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  expect(await ground()).toBe(dark);
  await choose('Light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  await expect.poll(ground).toBe(light);
  await choose('As the system');
  await expect.poll(ground).toBe(dark);
});

test('the palette takes what is typed just behind its key, and gives the focus back', async ({ page }) => {
  await page.goto('/#/experiments');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toBeFocused();

  await page.evaluate(() => (window.requestAnimationFrame = () => 0)); // as where nothing was painted yet
  await page.keyboard.press('Control+k');
  await page.keyboard.type('churn');
  await expect(page.getByRole('combobox')).toHaveValue('churn');
});

test('the palette finds runs by name and by the ids of runs, traces and models, and does what the frame can do', async ({
  page,
  request,
}) => {
  const experiment = await experimentId(request, 'everything of a run');
  const open = async (text: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(text);
  };
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await open('irise');
  await page.getByRole('option', { name: 'irises Runs' }).click();
  await expect(page).toHaveURL(new RegExp(`experiments/${experiment}/runs/[0-9a-f]{32}`));
  const run = /runs\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? '';

  // Within an experiment only its own runs are found by name.
  await page.goto(`/#/experiments/${await experimentId(request, 'churn-model')}`);
  await expect(page.getByRole('heading', { name: 'churn-model' })).toBeVisible();
  await open('irise');
  await expect(page.getByText('Nothing is called so.')).toBeVisible();
  await page.getByRole('combobox').fill('run-11');
  await expect(page.getByRole('option', { name: 'run-11 Runs' })).toBeVisible();

  await page.getByRole('combobox').fill(run);
  await page.getByRole('option', { name: `Open run ${run}` }).click();
  await expect(page.getByRole('heading', { name: 'irises' })).toBeVisible();

  const trace = await traceId(request, "name = 'agent'");
  await open(trace);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(trace));

  const data = { experiment_ids: [experiment], max_results: 1 };
  const found = await request.post('/ajax-api/2.0/mlflow/logged-models/search', { data });
  const model = ((await found.json()) as { models: { info: { model_id: string } }[] }).models[0]?.info.model_id ?? '';
  await open(model);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`models/${model}`));

  await open('dark');
  await page.getByRole('option', { name: 'Theme: Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await open('keyb');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
});
