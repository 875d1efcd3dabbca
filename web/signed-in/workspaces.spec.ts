import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../tests/page';
import { assign, call, enter, expectWithinWidth, experiment, PASSWORD, signIn, user, workspaceFor } from './people';

/** One pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('who is in the default workspace alone has no switch', async ({ page, request }) => {
  await workspaceFor(request);
  const name = `alone.${Date.now()}`;
  await user(request, name);
  await signIn(page, name, PASSWORD, '/#/');
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(switchOf(page)).toBeHidden();
});

test('one switches to a workspace and sees what is there, and nothing else', async ({ page, request }) => {
  const team = await workspaceFor(request);
  const [here, there] = [`ours ${team}`, `theirs ${team}`];
  await experiment(request, here);
  const id = await experiment(request, there, { in: team });
  await signIn(page, 'root', PASSWORD, `/#/experiments?q=${team}`);
  await expect(page.getByRole('link', { name: here })).toBeVisible();
  await expect(page.getByRole('link', { name: there })).toBeHidden();

  await switchTo(page, team);
  await expect(page).toHaveURL(new RegExp(`\\?workspace=${team}#/experiments`));
  await expect(page.getByRole('link', { name: there })).toBeVisible();
  await expect(page.getByRole('link', { name: here })).toBeHidden();
  await expect(page.getByRole('searchbox').first()).toHaveValue('');
  await expect(page).toHaveTitle(`Experiments · ${team} · Cairn`);

  await page.getByRole('link', { name: there }).click();
  await expect(page.getByRole('heading', { name: there })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: there })).toBeVisible();
  await switchTo(page, 'default');
  await expect(page).toHaveURL(/\/#\/experiments/);
  await page.goBack();
  await expect(page.getByRole('heading', { name: there })).toBeVisible();
  expect(page.url()).toContain(`?workspace=${team}#/experiments/${id}`);
});

test('what a program is to begin with names the workspace', async ({ page, request }) => {
  const team = await workspaceFor(request);
  await signIn(page, 'root', PASSWORD, `/?workspace=${team}#/experiments`);
  await expect(page.getByText(`mlflow.set_workspace("${team}")`)).toBeVisible();
});

test('what an empty workspace says is within the width of a phone', async ({ page, request }) => {
  const team = await workspaceFor(request);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/?workspace=${team}#/`);
  await enter(page, 'root');
  await expect(page.getByText(`mlflow.set_workspace("${team}")`)).toBeVisible();
  await expectWithinWidth(page);
});

test('what the page finds in one workspace by a link and a search, another one never shows', async ({
  page,
  request,
}) => {
  const team = await workspaceFor(request);
  const name = `only there ${team}`;
  const id = await experiment(request, name, { in: team });
  await signIn(page, 'root', PASSWORD, `/?workspace=${team}#/experiments/${id}`);
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await page.goto(`/#/experiments/${id}`);
  await expect(page.getByRole('heading', { name: 'This is not there (any more)' })).toBeVisible();
});

test('links that MLflow’s clients print lead to their workspace', async ({ page, request }) => {
  const team = await workspaceFor(request);
  const name = `printed ${team}`;
  const id = await experiment(request, name, { in: team });
  const run = await runIn(request, team, id);
  await signIn(page, 'root', PASSWORD, `/#/experiments/${id}/runs/${run.id}?workspace=${team}`);
  await expect(page.getByRole('heading', { name: 'of the team' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`\\?workspace=${team}#/experiments/${id}/runs/${run.id}`));

  // Pasted over the address of a page that is open, which is not loaded anew.
  await page.goto('/#/');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await page.evaluate((hash) => location.assign(hash), `#/experiments/${id}?workspace=${team}`);
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(switchOf(page)).toContainText(team);
});

test('pictures, files and what happens now come from the workspace', async ({ page, request }) => {
  const team = await workspaceFor(request);
  const id = await experiment(request, `files ${team}`, { in: team });
  const run = await runIn(request, team, id);
  await call(request, 'PUT', `2.0/mlflow-artifacts/artifacts/${run.files}/dot.png`, { in: team, bytes: PIXEL });
  await signIn(page, 'root', PASSWORD, `/?workspace=${team}#/experiments/${id}/runs/${run.id}/artifacts/dot.png`);
  const picture = page.getByRole('main').locator('img').first();
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

  const stream = page.waitForRequest((asked) => /events.*x_mlflow_workspace=team/.test(asked.url()));
  await page.goto(`/?workspace=${team}#/experiments/${id}/runs`);
  await expect(page.getByRole('link', { name: 'of the team' })).toBeVisible();
  await stream;
  await runIn(request, team, id, 'born meanwhile');
  await expect(page.getByText(/1 new run|born meanwhile/).first()).toBeVisible();
});

test('to who has no role in it a workspace is not there', async ({ page, request }) => {
  const team = await workspaceFor(request);
  const name = `outside.${Date.now()}`;
  await user(request, name);
  await signIn(page, name, PASSWORD, `/?workspace=${team}#/experiments`);
  await expect(page.getByRole('heading', { name: `There is no workspace ${team} for you` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to the default workspace' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^(Experiments|Home)$/ })).toBeVisible();

  await assign(request, name, 'user', team);
  await page.goto(`/?workspace=${team}#/experiments`);
  await expect(page.getByRole('heading', { name: 'Experiments' })).toBeVisible();
  await expect(switchOf(page)).toContainText(team);
});

test('administrators make, describe and delete workspaces', async ({ page, request }) => {
  const name = `made-${Date.now()}`;
  await signIn(page, 'root', PASSWORD, '/#/workspaces');
  await page.getByRole('button', { name: 'New workspace' }).click();
  const making = page.getByRole('dialog', { name: 'New workspace' });
  await making.getByLabel('Name').fill('Not So');
  await expect(making.getByText('From 2 to 63 small letters')).toBeVisible();
  await expect(making.getByRole('button', { name: 'Create' })).toBeDisabled();
  await making.getByLabel('Name').fill(name);
  await making.getByLabel('What it is for').fill('of the vision team');
  await expectAccessible(page);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(making).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('of the vision team');
  await expect(row).toContainText('in the server’s store');

  await act(page, name, 'Change');
  const change = page.getByRole('dialog', { name: `Change ${name}` });
  await change.getByLabel('What it is for').fill('of the language team');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change).toBeHidden();
  await expect(row).toContainText('of the language team');

  const kept = `kept ${name}`;
  await experiment(request, kept, { in: name });
  await act(page, name, 'Delete');
  const deletion = page.getByRole('dialog', { name: `Delete the workspace ${name}?` });
  await expectAccessible(page);
  await deletion.getByRole('button', { name: 'Delete' }).click();
  await expect(deletion.getByRole('alert')).toContainText('still has something in it');
  await deletion.getByRole('radio', { name: /Move everything/ }).check();
  await deletion.getByRole('button', { name: 'Delete' }).click();
  await expect(deletion).toBeHidden();
  await expect(row).toBeHidden();
  await page.goto(`/#/experiments?q=${name}`);
  await expect(page.getByRole('link', { name: kept })).toBeVisible();
});

test('who deletes the workspace that they are in gets to the default one', async ({ page, request }) => {
  const team = await workspaceFor(request);
  await signIn(page, 'root', PASSWORD, `/?workspace=${team}#/workspaces?q=${team}`);
  await act(page, team, 'Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/#\/workspaces$/);
  await expect(page.getByRole('heading', { name: 'Workspaces' })).toBeVisible();
});

test('members see workspaces, and manage none', async ({ page, request }) => {
  const team = await workspaceFor(request, 'what members read');
  const name = `member.${Date.now()}`;
  await user(request, name);
  await assign(request, name, 'user', team);
  await signIn(page, name, PASSWORD, '/#/workspaces');
  await expect(page.getByRole('row').filter({ hasText: team })).toContainText('what members read');
  await expect(page.getByRole('button', { name: 'New workspace' })).toBeHidden();
  await expect(page.getByRole('button', { name: `Actions for ${team}` })).toBeHidden();
});

test('administrators say how much a workspace may store, and all see how much it does', async ({ page, request }) => {
  const team = await workspaceFor(request);
  const { files } = await runIn(request, team, await experiment(request, `stored ${team}`, { in: team }));
  await signIn(page, 'root', PASSWORD, `/#/workspaces?q=${team}`);
  const row = page.getByRole('row').filter({ hasText: team });
  await expect(row).toContainText('no quota');

  await act(page, team, 'Storage');
  const dialog = page.getByRole('dialog', { name: `Storage of ${team}` });
  await expect(dialog.getByText('no quota')).toBeVisible();
  await dialog.getByLabel('Quota').fill('much');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/is a size such as/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Quota').fill('1k');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('of 1.0 KB');

  const bytes = Buffer.alloc(512).toString('base64');
  await expect(async () => {
    await call(request, 'PUT', `2.0/mlflow-artifacts/artifacts/${files}/some.bin`, { in: team, bytes });
  }).toPass(); // which the server takes once it has measured what is there
  await page.reload();
  await expect(row).toContainText('512 B of 1.0 KB');
});

for (const theme of ['light', 'dark'] as const) {
  test(`workspaces can be read by everyone, ${theme}`, async ({ page, request }) => {
    const team = await workspaceFor(request, 'a description');
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    await signIn(page, 'root', PASSWORD, `/?workspace=${team}#/workspaces`);
    await expect(page.getByRole('row').filter({ hasText: team })).toContainText('you are here');
    await expectAccessible(page);
    await switchOf(page).click();
    await expect(page.getByRole('menuitemradio', { name: team })).toHaveAttribute('aria-checked', 'true');
  });
}

function switchOf(page: Page) {
  return page.getByRole('button', { name: /^Workspace: / });
}

async function switchTo(page: Page, name: string) {
  await switchOf(page).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
  await expect(switchOf(page)).toHaveText(name);
}

async function act(page: Page, name: string, action: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** A run in a workspace, and where its files go. */
async function runIn(request: APIRequestContext, team: string, id: string, name = 'of the team') {
  const data = { experiment_id: id, run_name: name };
  type Made = { run: { info: { run_id: string; artifact_uri: string } } };
  const { run } = await call<Made>(request, 'POST', '2.0/mlflow/runs/create', { in: team, data });
  return { id: run.info.run_id, files: run.info.artifact_uri.replace('mlflow-artifacts:/', '') };
}
