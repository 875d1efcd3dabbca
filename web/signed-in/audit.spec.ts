import { expect, expectAccessible, test } from '../tests/page';
import { assign, experiment, PASSWORD, signIn, user, workspaceFor } from './people';

test('administrators find what was done and refused, by who did it and on what, and export it', async ({
  page,
  request,
}) => {
  const name = `watched.${Date.now()}`;
  await user(request, name);
  const id = await experiment(request, `watched ${name}`, { as: name });
  await signIn(page, 'root', PASSWORD, `/#/audit?actor=${name}`);
  const rows = page.getByRole('grid', { name: 'Audit log' }).getByRole('row');
  const made = rows.filter({ hasText: 'experiments/create' });
  await expect(made).toContainText(name);
  await expect(made).toContainText('Done');
  await expectAccessible(page);
  await made.getByRole('button', { name: `Only experiment_id=${id}` }).click();
  await expect(page).toHaveURL(/about=/);
  await expect(made).toHaveCount(1);
  await page.getByRole('button', { name: 'Refused' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing was done' })).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await made.getByText('experiments/create').click();
  await expect(page.getByRole('dialog')).toContainText(`experiment_id=${id}`);
  await page.keyboard.press('Escape');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as JSON lines' }).click();
  const lines = (await (await download).createReadStream()).setEncoding('utf8');
  let text = '';
  for await (const part of lines) text += String(part);
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { actor: string }).actor),
  ).toContain(name);
});

test('who manages a workspace finds what was done in it, and nothing else', async ({ page, request }) => {
  const name = `manager.${Date.now()}`;
  await user(request, name);
  const team = await workspaceFor(request);
  await assign(request, name, 'admin', team);
  const id = await experiment(request, `of ${team}`, { in: team });
  const other = await experiment(request, `elsewhere ${name}`, { as: name });
  await signIn(page, name, PASSWORD, `/?workspace=${team}#/`);
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Audit log' }).click();
  const rows = page.getByRole('grid', { name: 'Audit log' }).getByRole('row');
  await expect(rows.filter({ hasText: `experiment_id=${id}` })).toContainText('root');
  await expect(page.getByText('You manage this workspace')).toBeVisible();
  await expect(rows.filter({ hasText: `experiment_id=${other}` })).toHaveCount(0);
  await expectAccessible(page);
});

test('members do not see the audit log', async ({ page, request }) => {
  const name = `member.${Date.now()}`;
  await user(request, name);
  await signIn(page, name, PASSWORD, '/#/audit');
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
});
