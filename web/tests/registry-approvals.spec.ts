import {
  activityOf,
  ask,
  at,
  dialogOf,
  done,
  madeModel,
  MLFLOW,
  openRequests,
  OWN,
  part,
  requestsOf,
} from './approvals';
import { expect, expectAccessible, test } from './page';

test('a stage is asked for and approved, with why, and the others make room', async ({ page, request }) => {
  const name = await madeModel(request);
  const stage = 'Production';
  await done(request.post(`${MLFLOW}/model-versions/transition-stage`, { data: { name, version: '1', stage } }));
  await page.goto(at(name, '/versions/2'));
  await part(page, 'Requests').click();
  await expect(page.getByRole('heading', { name: 'No open request' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask for a change' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('button', { name: 'Stage: Production' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('It is better by 3 points');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog).toBeHidden();
  const line = requestsOf(page).filter({ hasText: 'Version 2 to Production' });
  await expect(line).toContainText('now in None');
  await expect(line).toContainText('It is better by 3 points');

  await line.getByRole('button', { name: 'Approve' }).click();
  await expect(dialog.getByRole('checkbox', { name: 'Archive the versions that are in Production now' })).toBeChecked();
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Checked');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Stage: Production' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No open request' })).toBeVisible();

  await part(page, 'Activity').click();
  const approved = activityOf(page).filter({ hasText: 'approved that version 2 moves from None to Production' });
  await expect(approved).toContainText('Checked');
  await expect(activityOf(page).filter({ hasText: 'asked that version 2' })).toContainText('It is better by 3 points');
  await page.goto(at(name, '/activity'));
  const room = activityOf(page).filter({ hasText: 'version 1 went from Production to Archived' });
  await expect(room.getByRole('link', { name: 'Version 1' })).toBeVisible();
});

test('an alias is asked for, rejected, asked for again and taken back', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto(at(name, '/versions/2/requests'));
  const dialog = dialogOf(page);
  const line = requestsOf(page).filter({ hasText: 'Alias @champion for version 2' });
  for (const [decision, comment] of [
    ['Reject', 'Too slow'],
    ['Take back', 'A mistake'],
  ] as const) {
    await page.getByRole('button', { name: 'Ask for a change' }).click();
    await dialog.getByRole('button', { name: 'An alias' }).click();
    await expect(dialog.getByRole('button', { name: 'Ask for it' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Alias' }).fill('champion');
    await dialog.getByRole('button', { name: 'Ask for it' }).click();
    await expect(dialog).toBeHidden();
    await line.getByRole('button', { name: decision }).click();
    await dialog.getByRole('textbox', { name: 'Comment' }).fill(comment);
    await dialog.getByRole('button', { name: decision }).click();
    await expect(dialog).toBeHidden();
    await expect(line).toHaveCount(0);
  }
  await part(page, 'Activity').click();
  const rejected = activityOf(page).filter({ hasText: 'rejected that version 2 gets the alias @champion' });
  await expect(rejected).toContainText('Too slow');
  await expect(activityOf(page).filter({ hasText: 'took back that version 2' })).toContainText('A mistake');
});

test('who decides what somebody else decided meanwhile is told, and sees what is there now', async ({
  page,
  request,
}) => {
  const name = await madeModel(request);
  const id = await ask(request, { name, version: '1', stage: 'Staging' });
  await page.goto(at(name, '/versions/1/requests'));
  await requestsOf(page).getByRole('button', { name: 'Approve' }).click();
  await done(request.post(`${OWN}/requests/reject`, { data: { request_id: id } }));
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await expect(dialog.getByRole('alert')).toContainText('There is no open request');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'No open request' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stage: None' })).toBeVisible();
});

test('what a rule forbids is asked for where it was tried, with the words of the server', async ({ page, request }) => {
  const name = await madeModel(request);
  const rules = [{ stage: 'Production' }, { alias: 'champion' }];
  await done(request.put(`${OWN}/approval-rules/set`, { data: { name, rules } }));
  await page.goto(at(name, '/versions/1'));
  await page.getByRole('button', { name: 'Stage: None' }).click();
  await page.getByRole('menuitem', { name: 'Production' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(dialog.getByRole('alert')).toContainText('asks for an approved request');
  await expect(dialog.getByRole('heading')).toHaveText('Ask that version 1 moves to Production');
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Now or never');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog).toBeHidden();

  await page
    .getByRole('region', { name: /Aliases/ })
    .getByRole('button', { name: 'Set an alias' })
    .click();
  await dialog.getByRole('textbox', { name: 'Alias' }).fill('champion');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('asks for an approved request');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog).toBeHidden();
  expect(await openRequests(request, name)).toBe(2);
  await part(page, 'Requests').click();
  await expect(requestsOf(page).filter({ hasText: 'Version 1 to Production' })).toContainText('Now or never');
  await expect(requestsOf(page).filter({ hasText: 'Alias @champion for version 1' })).toBeVisible();
});

test('rules are made, replaced and removed, and the way back is offered', async ({ page, request }) => {
  const name = await madeModel(request);
  await page.goto(at(name));
  await part(page, 'Rules').click();
  await expect(page.getByRole('heading', { name: 'No rule yet' })).toBeVisible();
  const dialog = dialogOf(page);
  const rules = page.getByRole('list', { name: 'Rules' }).getByRole('listitem');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(rules).toContainText('To the stage Production');
  await expect(rules).toContainText('somebody else approved');

  // What somebody else wrote meanwhile stays.
  const also = { name, rules: [{ stage: 'Production', by_another: true }, { stage: 'Staging' }] };
  await done(request.put(`${OWN}/approval-rules/set`, { data: also }));
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const box = dialog.getByRole('checkbox', { name: 'Somebody else approves than who asked' });
  await box.click();
  await expect(box).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(rules).toHaveCount(2);
  await expect(rules.filter({ hasText: 'Production' })).toContainText('Takes an approved request.');

  await page.getByRole('button', { name: 'Remove the rule: To the stage Production' }).click();
  await expect(rules).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rules).toHaveCount(2);
});

test('the inbox counts what waits, lists it, and leads to it by the keyboard', async ({ page, request }) => {
  const name = await madeModel(request);
  await ask(request, { name, version: '1', stage: 'Staging', comment: 'Please' });
  await page.goto('/#/');
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Requests \d/ });
  await link.click();
  const line = requestsOf(page).filter({ hasText: name });
  await expect(line).toContainText('Version 1 to Staging');
  await page.getByRole('button', { name: 'Mine' }).click();
  await expect(page).toHaveURL(/of=mine/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Mine' })).toHaveAttribute('aria-pressed', 'true');
  await expect(line).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(requestsOf(page).first().getByRole('link')).toBeFocused();
  await line.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1' })).toBeVisible();
  await expect(requestsOf(page)).toContainText('Please');
  await link.click();
  await line.getByRole('button', { name: 'Approve' }).click();
  await dialogOf(page).getByRole('button', { name: 'Approve' }).click();
  await expect(dialogOf(page)).toBeHidden(); // behind it nothing is shown
  await expect(line).toHaveCount(0);
});

test('home shows what was done in the registry and what waits for whoever looks', async ({ page, request }) => {
  const name = await madeModel(request);
  await ask(request, { name, version: '2', alias: 'champion' });
  await page.goto('/');
  const waiting = page.getByRole('list', { name: 'Requests that wait for me' }).getByRole('listitem');
  const news = page.getByRole('list', { name: 'Registry activity' }).getByRole('listitem');
  await expect(waiting.filter({ hasText: name })).toContainText('Alias @champion for version 2');
  await expect(news.filter({ hasText: name }).filter({ hasText: 'asked that version 2' })).toBeVisible();
  await expectAccessible(page);
  await waiting.filter({ hasText: name }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2' })).toBeVisible();
  await expect(requestsOf(page)).toContainText('Alias @champion for version 2');
});

test('home tells what of the registry cannot be read, and shows the rest', async ({ page }) => {
  const failure = { error_code: 'INTERNAL_ERROR', message: 'The disk is full.' };
  await page.route(/registry\/(activity|requests)\/list/, (route) =>
    route.fulfill({ status: 500, headers: { 'X-Request-Id': 'f00d4321' }, json: failure }),
  );
  await page.goto('/');
  await expect(page.getByRole('alert').filter({ hasText: 'The disk is full. Request f00d4321' })).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'Latest experiments' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('requests, activity and rules can be read by everyone', async ({ page, request }) => {
      const name = await madeModel(request);
      const rules = [{ stage: 'Production', by_another: true }];
      await done(request.put(`${OWN}/approval-rules/set`, { data: { name, rules } }));
      await ask(request, { name, version: '1', stage: 'Staging', comment: 'Please' });
      for (const [place, list] of [
        [at(name, '/versions/1/requests'), 'Requests'],
        [at(name, '/versions/1/activity'), 'Activity'],
        [at(name, '/activity'), 'Activity'],
        [at(name, '/rules'), 'Rules'],
        ['/#/inbox', 'Requests'],
      ] as const) {
        await page.goto(place);
        await expect(page.getByRole('list', { name: list }).getByRole('listitem').first()).toBeVisible();
        await expectAccessible(page);
      }
      await page.getByRole('button', { name: 'Approve' }).first().click();
      await expect(dialogOf(page)).toBeVisible();
      await expectAccessible(page);
    });
  });
}
