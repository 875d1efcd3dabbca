import { expect, test } from './page';

const API = '/ajax-api/2.0/mlflow';

test('a version is copied to the catalogue, with its files and its run', async ({ page, request }) => {
  const target = `main.default.promoted_${Date.now()}`;
  await page.goto('/#/models/iris-classifier/versions/1');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Promote' }).click();
  const asked = page.getByRole('dialog');
  const model = asked.getByRole('textbox', { name: 'Model of the catalogue' });
  await expect(model).toHaveValue('main.default.iris-classifier');
  await model.fill('two.names');
  await expect(asked.getByRole('button', { name: 'Promote' })).toBeDisabled();
  await model.fill(target);
  await asked.getByRole('button', { name: 'Promote' }).click();
  await expect(page.getByText(`${target} gets version 1`)).toBeVisible();
  const get = `${API}/unity-catalog/model-versions/get?name=${target}&version=1`;
  const kept = async () => ((await (await request.get(get)).json()) as { model_version: Copy }).model_version;
  await expect.poll(async () => (await kept()).status).toBe('READY');
  const origin = (await (await request.get(`${API}/model-versions/get?name=iris-classifier&version=1`)).json()) as {
    model_version: Copy;
  };
  expect((await kept()).run_id).toBe(origin.model_version.run_id);
  expect((await kept()).tags.map(({ key }) => key)).toContain('validated');
  const file = await request.get(`/api/2.0/fs/files/Models/${target.replaceAll('.', '/')}/1/MLmodel`);
  expect(await file.text()).toContain('python_function');
});

type Copy = { status: string; run_id: string; tags: { key: string; value: string }[] };
