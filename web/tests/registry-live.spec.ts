import type { APIRequestContext, Page } from '@playwright/test';
import { activityOf, ask, at, done, madeModel, MLFLOW, OWN, requestsOf } from './approvals';
import { expect, expectAccessible, test } from './page';

test('models change where they stand, and new ones are told of', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto(`/#/models?q=${encodeURIComponent(name)}`);
  const rows = page.getByRole('grid', { name: 'Models' });
  await expect(rows.getByRole('link', { name, exact: true })).toBeVisible();
  await expect(live(page)).toHaveText('Live');

  await done(request.post(`${MLFLOW}/registered-models/alias`, { data: { name, alias: 'champion', version: '2' } }));
  await expect(rows).toContainText('@champion → 2');
  await done(request.post(`${MLFLOW}/registered-models/create`, { data: { name: `${name} b` } }));
  await page.getByRole('button', { name: '1 new model' }).click();
  await expect(rows.getByRole('link', { name: `${name} b` })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 new model' })).toBeHidden();

  await done(request.delete(`${MLFLOW}/registered-models/delete`, { data: { name: `${name} b` } }));
  await page.getByRole('button', { name: '1 is no longer here' }).click();
  await expect(rows.getByRole('link', { name: `${name} b` })).toBeHidden();
  await expectAccessible(page);
});

test('a model and a version follow what is done to them, unless paused', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto(at(name));
  const rows = page.getByRole('grid', { name: 'Versions' });
  await expect(rows.getByRole('link', { name: 'Version 2' })).toBeVisible();
  await expect(live(page)).toHaveText('Live');
  await done(request.post(`${MLFLOW}/model-versions/create`, { data: { name, source: 's3://bucket/3' } }));
  await page.getByRole('button', { name: '1 new version' }).click();
  await expect(rows.getByRole('link', { name: 'Version 3' })).toBeVisible();
  await done(request.patch(`${MLFLOW}/registered-models/update`, { data: { name, description: 'Said elsewhere' } }));
  await expect(page.getByText('Said elsewhere')).toBeVisible();

  await page.goto(at(name, '/versions/1'));
  await expect(live(page)).toHaveText('Live');
  await done(move(request, name, 'Staging'));
  await expect(page.getByRole('button', { name: 'Stage: Staging' })).toBeVisible();
  await live(page).click();
  await expect(page).toHaveURL(/live=false/);
  await done(move(request, name, 'Archived'));
  await expect(page.getByRole('button', { name: 'Go on with the live updates' })).toHaveText('Paused');
  await expect(page.getByRole('button', { name: 'Stage: Staging' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on with the live updates' }).click();
  await expect(page.getByRole('button', { name: 'Stage: Archived' })).toBeVisible();
});

test('a page of a model that somebody deletes says that it is gone', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto(at(name));
  await expect(live(page)).toHaveText('Live');
  await done(request.delete(`${MLFLOW}/registered-models/delete`, { data: { name } }));
  await expect(page.getByRole('heading', { name: 'This is not there (any more)' })).toBeVisible();
});

test('the page of what somebody gives another name goes with it, as it was', async ({ page, request }) => {
  const name = await madeModel(request);
  const rename = async (from: string, to: string) => {
    await expect(live(page)).toHaveText('Live');
    await done(request.post(`${MLFLOW}/registered-models/rename`, { data: { name: from, new_name: to } }));
  };
  await page.goto('/#/models');
  await page.goto(at(name, '/activity?what=aliases'));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await rename(name, `${name} b`);
  await expect(page.getByRole('heading', { level: 1, name: `${name} b` })).toBeVisible();
  await expect(page).toHaveURL((url) => url.href.endsWith(at(`${name} b`, '/activity?what=aliases')));
  await page.goBack();
  await expect(page).toHaveURL(/#\/models$/);

  await page.goto(at(`${name} b`, '/versions/2/requests'));
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2' })).toBeVisible();
  await rename(`${name} b`, `${name} c`);
  await expect(page.getByRole('link', { name: `${name} c`, exact: true })).toBeVisible();
  await expect(page).toHaveURL((url) => url.href.endsWith(at(`${name} c`, '/versions/2/requests')));
  await done(
    request.post(`${MLFLOW}/registered-models/alias`, { data: { name: `${name} c`, alias: 'a', version: '2' } }),
  );
  await expect(page.getByText('@a', { exact: true })).toBeVisible();

  const prompt = { name: `${name} prompt`, tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }] };
  await done(request.post(`${MLFLOW}/registered-models/create`, { data: prompt }));
  await page.goto(`/#/prompts/${encodeURIComponent(prompt.name)}`);
  await expect(page.getByRole('heading', { level: 1, name: prompt.name })).toBeVisible();
  await rename(prompt.name, `${prompt.name} b`);
  await expect(page.getByRole('heading', { level: 1, name: `${prompt.name} b` })).toBeVisible();
  await expect(page).toHaveURL((url) => url.hash === `#/prompts/${encodeURIComponent(`${prompt.name} b`)}`);
});

test('what is being written stays when somebody gives the model another name', async ({ page, request }) => {
  const name = await madeModel(request);
  const rename = async (from: string, to: string) => {
    await expect(live(page)).toHaveText('Live');
    await done(request.post(`${MLFLOW}/registered-models/rename`, { data: { name: from, new_name: to } }));
  };
  await page.goto(at(name));
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Begun under another name');
  await rename(name, `${name} b`);
  await expect(page.getByRole('heading', { level: 1, name: `${name} b` })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Begun under another name');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('paragraph').filter({ hasText: 'Begun under another name' })).toBeVisible();

  await page.goto(at(`${name} b`, '/versions/1/activity'));
  const comment = page.getByRole('textbox', { name: 'A comment on this version' });
  await comment.fill('Begun as well');
  await rename(`${name} b`, `${name} c`);
  await expect(page.getByRole('link', { name: `${name} c`, exact: true })).toBeVisible();
  await expect(comment).toHaveValue('Begun as well');
});

test('requests and what was done are told of as they come and go', async ({ page, request }) => {
  const name = await madeModel(request);
  const first = await ask(request, { name, version: '1', stage: 'Staging' });
  await page.goto(at(name, '/versions/1/requests'));
  await expect(requestsOf(page)).toContainText('Version 1 to Staging');
  await expect(live(page)).toHaveText('Live');
  await ask(request, { name, version: '1', alias: 'champion' });
  await page.getByRole('button', { name: '1 new request' }).click();
  await expect(requestsOf(page)).toHaveCount(2);
  await done(request.post(`${OWN}/requests/reject`, { data: { request_id: first } }));
  await page.getByRole('button', { name: '1 is no longer here' }).click();
  await expect(requestsOf(page)).toHaveCount(1);

  await page.goto(at(name, '/versions/1/activity'));
  await expect(activityOf(page).first()).toContainText('rejected that version 1');
  await expect(live(page)).toHaveText('Live');
  await done(request.post(`${MLFLOW}/comments/create`, { data: { name, version: '1', comment: 'Said elsewhere' } }));
  await page.getByRole('button', { name: '1 more thing was done' }).click();
  await expect(activityOf(page).first()).toContainText('Said elsewhere');
});

test('prompts change where they stand, and versions of one are told of', async ({ page, request }) => {
  const name = `followed.${Date.now()}`;
  const tags = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
  const version = (text: string) => ({
    name,
    source: 'dummy-source',
    tags: [...tags, { key: 'mlflow.prompt.text', value: text }],
  });
  await done(request.post(`${MLFLOW}/registered-models/create`, { data: { name, tags } }));
  await done(request.post(`${MLFLOW}/model-versions/create`, { data: version('one') }));
  await page.goto(`/#/prompts?q=${encodeURIComponent(name)}`);
  const rows = page.getByRole('grid', { name: 'Prompts' });
  await expect(rows.getByRole('link', { name: 'Version 1' })).toBeVisible();
  await expect(live(page)).toHaveText('Live');
  await done(request.post(`${MLFLOW}/model-versions/create`, { data: version('two') }));
  await expect(rows.getByRole('link', { name: 'Version 2' })).toBeVisible();

  await rows.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(live(page)).toHaveText('Live');
  await done(request.post(`${MLFLOW}/model-versions/create`, { data: version('three') }));
  await page.getByRole('button', { name: '1 new version' }).click();
  await expect(page.getByRole('grid', { name: 'Versions' }).getByRole('link', { name: 'Version 3' })).toBeVisible();
});

test('home and the inbox follow the registry', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto('/#/inbox');
  await expect(live(page)).toHaveText('Live');
  await ask(request, { name, version: '1', stage: 'Staging' });
  const told = page.getByRole('button', { name: /new request/ });
  await expect(told.or(requestsOf(page).filter({ hasText: name }))).toBeVisible();
  await page.goto('/');
  const news = page.getByRole('list', { name: 'Registry activity' }).getByRole('listitem');
  await expect(news.filter({ hasText: name }).first()).toBeVisible();
  await done(request.post(`${MLFLOW}/registered-models/alias`, { data: { name, alias: 'seen', version: '2' } }));
  await expect(news.filter({ hasText: name }).filter({ hasText: '@seen' })).toBeVisible();
});

const live = (page: Page) => page.getByRole('button', { name: 'Pause the live updates' });

function move(request: APIRequestContext, name: string, stage: string) {
  return request.post(`${MLFLOW}/model-versions/transition-stage`, { data: { name, version: '1', stage } });
}
