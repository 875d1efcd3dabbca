import { activityOf, at, dialogOf, done, madeModel, MLFLOW, OWN } from './approvals';
import { held } from './held';
import { expect, expectAccessible, test } from './page';

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
  await expect(dialogOf(page)).toBeHidden(); // behind it nothing is shown
  await expect(comment).toHaveCount(0);
});

test('a comment that is being written down takes no more words', async ({ page, request }) => {
  await page.goto(at(await madeModel(request), '/versions/1/activity'));
  const writing = await held(page, /comments\/create/);
  const field = page.getByRole('textbox', { name: 'A comment on this version' });
  await field.fill('All of it');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await writing.come();
  await field.focus();
  await page.keyboard.type(' and more');
  await expect(field).toHaveValue('All of it');
  writing.letGo();
  await expect(field).toHaveValue('');
  await expect(activityOf(page).filter({ hasText: 'commented on version 1' })).toContainText('All of it');
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

test('activity is found by what was done and by whom, and the address keeps it', async ({ page, request }) => {
  const name = await madeModel(request);
  await done(request.post(`${MLFLOW}/registered-models/alias`, { data: { name, alias: 'champion', version: '2' } }));
  await page.goto(at(name, '/activity'));
  await expect(activityOf(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'What was done: Everything' }).click();
  await page.getByRole('menuitemradio', { name: 'Aliases' }).click();
  await expect(activityOf(page)).toHaveCount(1);
  await expect(activityOf(page)).toContainText('gave the alias @champion to version 2');
  await page.getByRole('searchbox', { name: 'By whom' }).fill('nobody.of.this.name');
  await expect(page.getByRole('heading', { name: 'Nothing of it was done' })).toBeVisible();
  await expect(page).toHaveURL(/by=nobody/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing of it was done' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'By whom' }).fill('');
  await expect(activityOf(page)).toHaveCount(1);
  await expect(page).toHaveURL(/what=aliases/);
});

test('all activity of the workspace is a page, to which home leads', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto('/');
  await page.getByRole('link', { name: 'All activity' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Registry activity' })).toBeVisible();
  const line = activityOf(page).filter({ hasText: name }).filter({ hasText: 'registered version 2' });
  await expect(line).toBeVisible();
  await expectAccessible(page);
  await line.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2' })).toBeVisible();
});

test('rules that changed are told in the words of the reader', async ({ page, request }) => {
  const name = await madeModel(request);
  const rules = [{ stage: 'Production', by_another: true }, { alias: 'champion' }];
  await done(request.put(`${OWN}/approval-rules/set`, { data: { name, rules } }));
  await page.goto(at(name, '/activity'));
  const line = activityOf(page).filter({ hasText: 'changed the rules of the model' });
  await expect(line).toContainText('To the stage Production. Takes a request that somebody else approved');
  await expect(line).toContainText('The alias @champion. Takes an approved request.');
  await page.evaluate(() => localStorage.setItem('cairn.language', 'ja'));
  await page.reload();
  const told = page.getByRole('list', { name: 'アクティビティ' }).getByRole('listitem');
  await expect(told.filter({ hasText: 'がモデルのルールを変更しました' })).toContainText('エイリアス@champion：');
});
