import { expect, test } from './page';
import { experimentId } from './traces';

test('a data set of a run is shared by link', async ({ page, request }) => {
  const id = await experimentId(request, 'everything of a run');
  const found = await request.post('/ajax-api/2.0/mlflow/runs/search', {
    data: { experiment_ids: [id], filter: "attributes.run_name = 'irises'" },
  });
  const { runs } = (await found.json()) as { runs: { info: { run_id: string } }[] };
  await page.goto(`/#/experiments/${id}/runs/${runs[0]?.info.run_id}`);
  await page.getByRole('button', { name: 'dataset' }).click();
  const dialog = page.getByRole('dialog', { name: 'dataset' });
  await expect(dialog.getByText('sepal length (cm)')).toBeVisible();
  await page.waitForURL(/data=dataset/);
  await page.reload();
  await expect(dialog.getByText('sepal length (cm)')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
