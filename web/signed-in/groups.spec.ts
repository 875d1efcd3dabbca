import { expect, expectAccessible, test } from '../tests/page';
import { call, expectWithinWidth, experiment, group, PASSWORD, program, signIn, user, workspaceFor } from './people';

test('administrators make a group, fill it, give it roles, rename and delete it', async ({ page, request }) => {
  const now = Date.now();
  const [ann, team, renamed] = [`ann.${now}`, `analysts ${now}`, `researchers ${now}`];
  await user(request, ann);
  const nightly = await program(request, `nightly ${now}`);
  const inner = await group(request, `interns ${now}`);
  const workspace = await workspaceFor(request);
  const id = await experiment(request, `seen by ${team}`, { in: workspace });
  await signIn(page, 'root', PASSWORD, '/#/groups');
  await page.getByRole('button', { name: 'New group' }).click();
  const making = page.getByRole('dialog', { name: 'New group' });
  await making.getByLabel('Name').fill(team);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: team, level: 1 })).toBeVisible();
  await expect(page.getByText('Nobody is in it yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Add members' }).click();
  const adding = page.getByRole('dialog', { name: `Add to ${team}` });
  await adding.getByRole('searchbox').fill(ann);
  await adding.getByRole('button', { name: `Add ${ann}` }).click();
  await expect(adding.getByRole('listitem').filter({ hasText: ann })).toContainText('is in it');
  await adding.getByRole('button', { name: 'Service principals' }).click();
  await adding.getByRole('searchbox').fill(nightly.name);
  await adding.getByRole('button', { name: `Add ${nightly.name}` }).click();
  await expect(adding.getByRole('listitem').filter({ hasText: nightly.name })).toContainText('is in it');
  await adding.getByRole('button', { name: 'Groups' }).click();
  await adding.getByRole('searchbox').fill(inner.name);
  await adding.getByRole('button', { name: `Add ${inner.name}` }).click();
  await expect(adding.getByRole('listitem').filter({ hasText: inner.name })).toContainText('is in it');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(adding).toBeHidden();
  const members = page.getByRole('list', { name: 'Members' });
  await expect(members.getByRole('listitem')).toHaveCount(3);

  await page.getByRole('button', { name: 'Change the roles' }).click();
  const roles = page.getByRole('dialog', { name: 'Change the roles' });
  const box = roles.getByRole('group', { name: workspace }).getByRole('checkbox', { name: 'user' });
  await box.click();
  await expect(box).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(roles).toBeHidden();
  await expect(page.getByRole('list', { name: 'Roles' })).toContainText(workspace);
  const path = `2.0/mlflow/experiments/get?experiment_id=${id}`;
  await call(request, 'GET', path, { as: ann, in: workspace });

  await members.getByRole('button', { name: `Remove ${inner.name}` }).click();
  await expect(members.getByRole('listitem')).toHaveCount(2);
  await members.getByRole('link', { name: nightly.name }).click();
  await expect(page.getByRole('heading', { name: nightly.name, level: 1 })).toBeVisible();
  await page.getByRole('link', { name: team }).click();
  await page.getByRole('button', { name: `Actions for ${team}` }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const renaming = page.getByRole('dialog', { name: `Rename ${team}` });
  await renaming.getByLabel('Name').fill(renamed);
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: renamed, level: 1 })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Roles' })).toContainText(workspace);

  await page.getByRole('button', { name: `Actions for ${renamed}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const asking = page.getByRole('dialog', { name: `Delete the group ${renamed}?` });
  await expect(asking).toContainText('lose at once what was given to the group');
  await asking.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Groups', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: renamed })).toBeHidden();
  await expect(page.getByText(`The group ${renamed} is gone.`)).toBeVisible();
});

test('what is looked for is in the address, and a name that is taken is said', async ({ page, request }) => {
  const { name, id } = await group(request, `taken ${Date.now()}`);
  const ann = `ann.${Date.now()}`;
  await user(request, ann);
  await signIn(page, 'root', PASSWORD, '/#/groups');
  await page.getByRole('searchbox', { name: 'Search groups' }).fill(name.toUpperCase());
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Search groups' })).toHaveValue(name.toUpperCase());
  await page.getByRole('button', { name: 'New group' }).click();
  const making = page.getByRole('dialog', { name: 'New group' });
  await making.getByLabel('Name').fill(name);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(making.getByRole('alert')).toContainText('already exists');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search groups' }).fill('nobody is called "so"');
  await expect(page.getByText('No group is called so')).toBeVisible();

  await page.goto(`/#/groups/${id}?q=nobody`);
  await expect(page.getByText('Nobody is in it yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add members' }).click();
  const adding = page.getByRole('dialog', { name: `Add to ${name}` });
  await adding.getByRole('button', { name: 'Groups' }).click();
  await adding.getByRole('searchbox').fill(name);
  await expect(adding.getByText('Nobody is called so.')).toBeVisible();
});

test('a circle of groups is refused in a sentence', async ({ page, request }) => {
  const outer = await group(request, `outer ${Date.now()}`);
  const inner = await group(request, `inner ${Date.now()}`, { within: outer.id });
  await signIn(page, 'root', PASSWORD, `/#/groups/${inner.id}`);
  await expect(page.getByRole('link', { name: outer.name })).toBeVisible();
  await page.getByRole('button', { name: 'Add members' }).click();
  const adding = page.getByRole('dialog', { name: `Add to ${inner.name}` });
  await adding.getByRole('button', { name: 'Groups' }).click();
  await adding.getByRole('searchbox').fill(outer.name);
  await adding.getByRole('button', { name: `Add ${outer.name}` }).click();
  await expect(adding.getByRole('alert')).toContainText('A group cannot be in itself');
});

test('members see neither groups nor service principals', async ({ page, request }) => {
  const name = `member.${Date.now()}`;
  await user(request, name);
  await signIn(page, name, PASSWORD, '/#/groups');
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
  await page.goto('/#/service-principals');
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('menuitem', { name: 'Roles' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Groups' })).toBeHidden();
});

for (const theme of ['light', 'dark'] as const) {
  test(`groups can be read by everyone, on a phone as well, ${theme}`, async ({ page, request }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    const outer = await group(request, `a group with a long name that goes on and on ${Date.now()}`);
    const { id } = await group(request, `inner ${theme} ${Date.now()}`, { within: outer.id });
    await signIn(page, 'root', PASSWORD, '/#/groups');
    await expect(page.getByRole('link', { name: outer.name }).first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of [`/#/groups/${outer.id}`, `/#/groups/${id}`]) {
      await page.goto(address);
      await expect(page.getByRole('heading', { name: 'Roles' })).toBeVisible();
      await expectAccessible(page);
      await expectWithinWidth(page);
    }
  });
}
