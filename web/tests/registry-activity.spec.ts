import { activityOf, at, dialogOf, done, madeModel, MLFLOW } from './approvals';
import { expect, test } from './page';

test('comments on a version are written, changed and deleted, and are only text', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto(at(name, '/versions/1/activity'));
  const field = page.getByRole('textbox', { name: 'A comment on this version' });
  const text = '<img src=x onerror=window.attacked=1>\nsecond line';
  await field.fill(text);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  const comment = activityOf(page).filter({ hasText: 'commented on version 1' });
  await expect(comment).toContainText('<img src=x');
  await expect(field).toHaveValue('');
  await expect(page.locator('img[onerror]')).toHaveCount(0);
  await comment.getByRole('button', { name: 'Edit the comment' }).click();
  await dialogOf(page).getByRole('textbox', { name: 'Comment' }).fill('Said better');
  await dialogOf(page).getByRole('button', { name: 'Save' }).click();
  await expect(comment).toContainText('Said better');
  await expect(comment).toContainText('edited');
  await comment.getByRole('button', { name: 'Delete the comment' }).click();
  await dialogOf(page).getByRole('button', { name: 'Delete' }).click();
  await expect(comment).toHaveCount(0);
});

test('the activity of a model goes on beyond its first page', async ({ page, request }) => {
  const name = await madeModel(request);
  for (let number = 0; number < 55; number++) {
    const data = { name, key: 'number', value: `${number}.` };
    await done(request.post(`${MLFLOW}/registered-models/set-tag`, { data }));
  }
  await page.goto(at(name, '/activity'));
  await expect(activityOf(page).filter({ hasText: 'set the tag number of the model to 54.' })).toBeVisible();
  const first = activityOf(page).filter({ hasText: 'made the model' });
  await expect(first).toHaveCount(0);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(first).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Show more' })).toBeHidden();
});

test('which version it was at some time is told, and the address keeps what was asked', async ({ page, request }) => {
  const name = await madeModel(request);
  await done(request.post(`${MLFLOW}/registered-models/alias`, { data: { name, alias: 'champion', version: '2' } }));
  await page.goto(at(name, '/activity'));
  const past = page.getByRole('region', { name: 'What was when' });
  await expect(past.getByRole('combobox', { name: 'Alias' })).toHaveValue('champion');
  await past.getByLabel('Time').fill('2001-02-03T04:05:06');
  await past.getByRole('button', { name: 'Look' }).click();
  await expect(past.getByRole('status')).toContainText('@champion at Feb 3, 2001');
  await expect(past.getByRole('status')).toContainText('No version.');
  await past.getByLabel('Time').fill('2101-02-03T04:05:06');
  await past.getByRole('button', { name: 'Look' }).click();
  await expect(past.getByRole('link', { name: 'Version 2' })).toBeVisible();
  await past.getByRole('button', { name: 'Stage', exact: true }).click();
  await past.getByRole('button', { name: 'Stage: Production' }).click();
  await page.getByRole('menuitemradio', { name: 'None' }).click();
  await page.keyboard.press('Escape');
  await past.getByRole('button', { name: 'Look' }).click();
  await expect(past.getByRole('link', { name: 'Version 1' })).toBeVisible();
  await page.reload();
  await expect(past.getByRole('status')).toContainText('None at Feb 3, 2101');
  await expect(past.getByRole('link', { name: 'Version 2' })).toBeVisible();
});
