import { expect, expectAccessible, test } from './page';

test('home shows what runs, with what was worked on last', async ({ page, request }) => {
  const name = `running ${Date.now()}`;
  const created = await request.post('/ajax-api/2.0/mlflow/experiments/create', { data: { name: `of ${name}` } });
  const { experiment_id } = (await created.json()) as { experiment_id: string };
  const data = { experiment_id, run_name: name, start_time: Date.now() };
  const made = await request.post('/ajax-api/2.0/mlflow/runs/create', { data });
  const { run } = (await made.json()) as { run: { info: { run_id: string } } };

  await page.goto('/');
  const running = page.getByRole('table', { name: 'Running now' });
  await expect(running.getByRole('link', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('listitem').getByRole('link', { name: `of ${name}` })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Latest runs' }).getByText('Finished').first()).toBeVisible();
  await expectAccessible(page);

  await request.post('/ajax-api/2.0/mlflow/runs/update', { data: { run_id: run.info.run_id, status: 'FINISHED' } });
  await page.reload();
  await expect(page.getByRole('table', { name: 'Latest runs' }).getByRole('link', { name, exact: true })).toBeVisible();
});

test('more runs than a few are under way, and the keyboard leads through them', async ({ page, request }) => {
  const post = async (path: string, data: object) =>
    (await request.post(`/ajax-api/2.0/mlflow/${path}`, { data })).json() as Promise<{
      experiment_id: string;
      run: { info: { run_id: string } };
    }>;
  const name = `crowd ${Date.now()}`;
  const { experiment_id } = await post('experiments/create', { name });
  const made = await Promise.all(
    Array.from({ length: 21 }, (_, n) =>
      post('runs/create', { experiment_id, run_name: `${name} ${n}`, start_time: Date.now() + 60_000 + n }),
    ),
  );
  await page.goto('/');
  const running = page.getByRole('table', { name: 'Running now' });
  await expect(page.getByText('The 20 that began last.')).toBeVisible();
  await expect(running.getByRole('link', { name: `${name} 0`, exact: true })).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(running.getByRole('link', { name: `${name} 0`, exact: true })).toBeVisible();
  await page.reload();
  await expect(running.getByRole('link', { name: `${name} 0`, exact: true })).toBeVisible();

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(running.getByRole('link', { name: `${name} 20`, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `${name} 20`, exact: true })).toBeVisible();
  await Promise.all(made.map(({ run }) => post('runs/update', { run_id: run.info.run_id, status: 'FINISHED' })));
});

test('a run leads from home to its page', async ({ page }) => {
  await page.goto('/');
  const link = page.getByRole('table', { name: 'Latest runs' }).getByRole('link').first();
  const name = await link.innerText();
  await link.click();
  await expect(page).toHaveURL(/#\/experiments\/\d+\/runs\/[0-9a-f]{32}/);
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
});
