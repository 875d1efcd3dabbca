import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { activityOf, at, dialogOf, requestsOf } from '../tests/approvals';
import { expect, expectAccessible, test } from '../tests/page';
import { call, PASSWORD, signIn, user } from './people';

type Scene = { ann: string; bob: string; name: string };

/** Ann manages a model with a version; Bob sees it. Production takes a request that somebody else approves. */
async function scene(request: APIRequestContext): Promise<Scene> {
  const [ann, bob] = [`ann.${Date.now()}`, `bob.${Date.now()}`];
  await user(request, ann);
  await user(request, bob);
  const name = `governed by ${ann}`;
  await call(request, 'POST', '2.0/mlflow/registered-models/create', { as: ann, data: { name } });
  await call(request, 'POST', '2.0/mlflow/model-versions/create', { as: ann, data: { name, source: 's3://b/1' } });
  const rules = [{ stage: 'Production', by_another: true }];
  await call(request, 'PUT', '3.0/cairn/registry/approval-rules/set', { as: ann, data: { name, rules } });
  return { ann, bob, name };
}

/** A page of somebody else, in a browser of their own. */
async function pageOf(browser: Browser, baseURL: string | undefined, who: string, address: string): Promise<Page> {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  await signIn(page, who, PASSWORD, address);
  return page;
}

test('one asks for what they may not do, another finds it in the inbox and approves it', async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const { ann, bob, name } = await scene(request);
  await signIn(page, bob, PASSWORD, at(name, '/versions/1'));
  await page.getByRole('button', { name: 'Stage: None' }).click();
  await page.getByRole('menuitem', { name: 'Production' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Better on every slice');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog).toBeHidden();
  await page.goto('/#/inbox?of=mine');
  const mine = requestsOf(page).filter({ hasText: name });
  await expect(mine.getByRole('button', { name: 'Take back' })).toBeVisible();
  await expect(mine.getByRole('button', { name: 'Approve' })).toBeHidden();
  await page.getByRole('button', { name: 'Waiting for me' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();

  const hers = await pageOf(browser, baseURL, ann, '/#/');
  await hers.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Requests 1' }).click();
  const line = requestsOf(hers).filter({ hasText: name });
  await expect(line).toContainText(bob);
  await expect(line).toContainText('Better on every slice');
  await line.getByRole('button', { name: 'Approve' }).click();
  await dialogOf(hers).getByRole('textbox', { name: 'Comment' }).fill('I looked at it');
  await dialogOf(hers).getByRole('button', { name: 'Approve' }).click();
  await expect(hers.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  await expect(hers.getByRole('link', { name: 'Requests', exact: true })).toBeVisible();
  await hers.context().close();

  await page.goto(at(name, '/versions/1/activity'));
  await page.reload(); // what the page read a moment ago is of before
  await expect(page.getByRole('button', { name: 'Stage: Production' })).toBeVisible();
  const approved = activityOf(page).filter({ hasText: `${ann} approved that version 1 moves` });
  await expect(approved).toContainText('I looked at it');
});

test('nobody approves alone what a rule wants another to approve', async ({ page, request }) => {
  const { ann, name } = await scene(request);
  await signIn(page, ann, PASSWORD, at(name, '/versions/1/requests'));
  await page.getByRole('button', { name: 'Ask for a change' }).click();
  await dialogOf(page).getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialogOf(page)).toBeHidden();
  const line = requestsOf(page).filter({ hasText: 'Version 1 to Production' });
  await expect(line.getByRole('button', { name: 'Take back' })).toBeVisible();
  await expect(line.getByRole('button', { name: 'Approve' })).toBeHidden();
});

test('comments are changed by who wrote them, and deleted by them or who manages the model', async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const { ann, bob, name } = await scene(request);
  for (const [as, comment] of [
    [ann, 'of hers'],
    [bob, 'of his'],
  ] as const) {
    await call(request, 'POST', '2.0/mlflow/comments/create', { as, data: { name, version: '1', comment } });
  }
  await signIn(page, bob, PASSWORD, at(name, '/versions/1/activity'));
  const own = activityOf(page).filter({ hasText: 'of his' });
  await expect(own.getByRole('button', { name: 'Edit the comment' })).toBeVisible();
  await expect(own.getByRole('button', { name: 'Delete the comment' })).toBeVisible();
  await expect(activityOf(page).filter({ hasText: 'of hers' }).getByRole('button')).toHaveCount(0);

  const hers = await pageOf(browser, baseURL, ann, at(name, '/versions/1/activity'));
  const his = activityOf(hers).filter({ hasText: 'of his' });
  await expect(his.getByRole('button', { name: 'Delete the comment' })).toBeVisible();
  await expect(his.getByRole('button', { name: 'Edit the comment' })).toBeHidden();
  await his.getByRole('button', { name: 'Delete the comment' }).click();
  await dialogOf(hers).getByRole('button', { name: 'Delete' }).click();
  await expect(dialogOf(hers)).toBeHidden(); // behind it nothing is shown
  await expect(his).toHaveCount(0);
  await hers.context().close();
});

test('who does not manage a model reads its rules', async ({ page, request }) => {
  const { bob, name } = await scene(request);
  await signIn(page, bob, PASSWORD, at(name, '/rules'));
  const rules = page.getByRole('list', { name: 'Rules' }).getByRole('listitem');
  await expect(rules).toContainText('To the stage Production');
  await expect(page.getByText('Who manages the model sets its rules.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a rule' })).toBeHidden();
  await expect(rules.getByRole('button')).toHaveCount(0);
});
