import { expect, expectAccessible, test } from '../tests/page';
import { call, expectWithinWidth, group, PASSWORD, signIn, user } from './people';

const SECRETS = '2.0/secrets';

test('who manages a scope says who may do what with it, and each sees what they may', async ({
  browser,
  page,
  request,
}) => {
  const now = Date.now();
  const [ann, bob, scope] = [`ann.${now}`, `bob.${now}`, `prod-${now}`];
  await user(request, ann);
  const id = await user(request, bob);
  const { name: team } = await group(request, `team ${now}`, { members: [id] });

  await signIn(page, ann, PASSWORD, '/#/secrets');
  await page.getByRole('button', { name: 'New scope' }).first().click();
  const making = page.getByRole('dialog', { name: 'New scope' });
  await making.getByLabel('Name').fill(scope);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: scope, level: 1 })).toBeVisible();
  await call(request, 'POST', `${SECRETS}/put`, { as: ann, data: { scope, key: 'openai', string_value: 'sk-1' } });

  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, bob, PASSWORD, '/#/secrets');
  await expect(theirs.getByRole('heading', { name: 'Secrets', level: 1 })).toBeVisible();
  await expect(theirs.getByRole('link', { name: scope })).toBeHidden();
  await theirs.goto(`/#/secrets/${scope}`);
  await expect(theirs.getByRole('alert')).toContainText('does not exist');

  const list = page.getByRole('list', { name: 'Who may do what' });
  await expect(list.getByRole('listitem').filter({ hasText: ann })).toContainText('Can manage');
  await page.getByLabel('To whom').fill('nobody of this name');
  await page.getByRole('button', { name: 'Give' }).click();
  await expect(page.getByRole('alert')).toContainText('there is no such person, program or group');
  await page.getByLabel('To whom').fill(team);
  await page.getByRole('button', { name: 'Give' }).click();
  const teams = list.getByRole('listitem').filter({ hasText: team });
  await expect(teams).toContainText('Can read');

  await theirs.reload();
  await expect(theirs.getByRole('list', { name: 'Secrets' })).toContainText('openai');
  await expect(theirs.getByRole('button', { name: 'New secret' })).toBeHidden();
  await expect(theirs.getByRole('button', { name: 'Delete the scope' })).toBeHidden();
  await expect(theirs.getByText('More is given by who manages the scope.')).toBeVisible();
  await expectAccessible(theirs);

  await teams.getByRole('button', { name: `What ${team} may do: Can read` }).click();
  await page.getByRole('menuitemradio', { name: 'Can write' }).click();
  await expect(teams).toContainText('Can write');
  await theirs.reload();
  await theirs.getByRole('button', { name: 'Delete openai' }).click();
  await theirs.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(theirs.getByText('No secret yet.')).toBeVisible();

  await list.getByRole('button', { name: `Remove ${team}` }).click();
  await expect(teams).toBeHidden();
  await theirs.reload();
  await expect(theirs.getByRole('alert')).toContainText('does not exist');

  await list.getByRole('button', { name: 'What Everybody in the workspace may do: nothing' }).click();
  await page.getByRole('menuitemradio', { name: 'Can read' }).click();
  await expect(list.getByRole('listitem').first()).toContainText('Can read');
  await theirs.goto('/#/secrets');
  await theirs.reload();
  await expect(theirs.getByRole('listitem').filter({ hasText: scope })).toContainText('Can read');
  await theirs.context().close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`who may do what with secrets can be read by everyone, on a phone as well, ${theme}`, async ({
    page,
    request,
  }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    const scope = `read-${theme}-${Date.now()}`;
    const somebody = `somebody.with.a.long.name.${Date.now()}@somewhere.example`;
    await user(request, somebody);
    await call(request, 'POST', `${SECRETS}/scopes/create`, { data: { scope } });
    const given = { scope, principal: somebody, permission: 'WRITE' };
    await call(request, 'POST', `${SECRETS}/acls/put`, { data: given });
    await signIn(page, 'root', PASSWORD, '/#/secrets');
    await page.getByRole('link', { name: scope }).click();
    await expect(page.getByText(somebody)).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await expectWithinWidth(page);
  });
}
