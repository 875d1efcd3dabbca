import { expect, test } from './page';

test('many experiments are deleted and restored with a count, and the rest of them can be left', async ({
  page,
  request,
}) => {
  const name = `one of many ${Date.now()}`;
  for (let n = 0; n < 9; n++) {
    await request.post('/ajax-api/2.0/mlflow/experiments/create', { data: { name: `${name} ${n}` } });
  }
  const waiting: (() => void)[] = [];
  await page.route(/experiments\/(delete|restore)/, async (route) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    await route.continue();
  });
  const answerFour = async () => {
    await expect.poll(() => waiting.length).toBe(4);
    waiting.splice(0).forEach((resolve) => resolve());
  };
  const selectAll = async () => {
    await page.getByRole('checkbox', { name: /^Select all/ }).check();
    await expect(page.getByText(/^\d selected$/)).toBeVisible();
  };
  await page.goto(`/#/experiments?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('row')).toHaveCount(10);
  await selectAll();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 9 experiments?' });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByRole('status')).toHaveText('0 of 9');
  await answerFour();
  await expect(dialog.getByRole('status')).toHaveText('4 of 9');
  await expect.poll(() => waiting.length).toBe(4);
  await dialog.locator('progress + [role=status] + button').click();
  waiting.splice(0).forEach((resolve) => resolve()); // what is on its way is done
  await expect(page.getByText('8 experiments are in the trash.')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);

  await page.getByRole('button', { name: 'Deleted' }).click();
  await expect(page.getByRole('row')).toHaveCount(9);
  await selectAll();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'of 8' })).toHaveText('0 of 8');
  await answerFour();
  await answerFour();
  await expect(page.getByText('8 experiments are back.')).toBeVisible();
});

test('what is restored from the trash is counted, and the rest can be left', async ({ page, request }) => {
  const name = `restored with a count ${Date.now()}`;
  const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', { data: { name } });
  const { experiment_id: id } = (await made.json()) as { experiment_id: string };
  await request.post('/ajax-api/2.0/mlflow/experiments/delete', { data: { experiment_id: id } });
  let answer: () => void = () => undefined;
  await page.route(/trash\/restore/, async (route) => {
    await new Promise<void>((resolve) => (answer = resolve));
    await route.continue();
  });
  await page.goto(`/#/trash?q=${encodeURIComponent(name)}`);
  await page.getByRole('checkbox', { name: 'Select row' }).check();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'of 1' })).toHaveText('0 of 1');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  answer();
  await expect(page.getByText('1 thing is back.')).toBeVisible();
});
