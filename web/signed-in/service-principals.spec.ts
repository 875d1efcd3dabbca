import type { APIRequestContext } from '@playwright/test';
import { expect, expectAccessible, test } from '../tests/page';
import { expectWithinWidth, group, PASSWORD, program, signIn } from './people';

test('administrators make a service principal, disable and enable, rename and delete it', async ({ page, request }) => {
  const made = Date.now();
  const name = `nightly ${made}`;
  await signIn(page, 'root', PASSWORD, '/#/service-principals');
  await page.getByRole('button', { name: 'New service principal' }).click();
  const making = page.getByRole('dialog', { name: 'New service principal' });
  await making.getByLabel('Name').fill(name);
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByText('It is in no group.')).toBeVisible();
  const id = /[^/]+$/.exec(page.url())?.[0] ?? '';
  await group(request, `of ${name}`, { members: [id] });

  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(page.getByText(`${name} is kept out from now on.`)).toBeVisible();
  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link').click();
  // What is found takes the place of the rows, and of a menu that is open at one.
  const found = page.waitForResponse((reply) => reply.url().includes(`${made}`));
  await page.getByRole('searchbox').fill(name);
  await found;
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('disabled');
  await expect(row.getByRole('link', { name: `of ${name}` })).toBeVisible();
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Enable' }).click();
  await expect(row).toContainText('active');

  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const renaming = page.getByRole('dialog', { name: `Rename ${name}` });
  await renaming.getByLabel('Name').fill(`${name} anew`);
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await expect(renaming).toBeHidden();
  await expect(row).toContainText(`${name} anew`);
  await row.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const asking = page.getByRole('dialog', { name: `Delete ${name} anew?` });
  await expect(asking).toContainText('Its secrets and tokens end at once.');
  await asking.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No service principal is called so')).toBeVisible();
});

test('a secret is made, shown once, gets a token, and ends', async ({ page, request }) => {
  const { name, id, applicationId } = await program(request, `with a secret ${Date.now()}`);
  await signIn(page, 'root', PASSWORD, `/#/service-principals/${id}`);
  await page.getByRole('button', { name: 'New secret' }).click();
  const making = page.getByRole('dialog', { name: 'New secret' });
  await making.getByRole('button', { name: '90 days' }).click();
  await making.getByRole('button', { name: 'Make the secret' }).click();
  const shown = page.getByRole('dialog', { name: 'The secret is made' });
  const secret = /^cairn_client_\S+$/m.exec(await shown.innerText())?.[0] ?? '';
  await expect(shown).toContainText(`DATABRICKS_CLIENT_ID=${applicationId}`);
  await expectAccessible(page);
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(shown).toBeHidden();
  const secrets = page.getByRole('list', { name: 'Client secrets' }).getByRole('listitem');
  await expect(secrets).toHaveCount(1);
  await expect(page.getByText(secret)).toBeHidden();
  expect(await granted(request, applicationId, secret)).toBe(200);

  await secrets.getByRole('button', { name: 'Delete' }).click();
  const asking = page.getByRole('dialog', { name: 'Delete the secret?' });
  await asking.getByRole('button', { name: 'Delete' }).click();
  await expect(asking).toBeHidden();
  await expect(secrets).toHaveCount(0);
  expect(await granted(request, applicationId, secret)).toBe(401);
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
});

test('a token is made for a program, which calls with it until it is revoked', async ({ page, request }) => {
  const { id, applicationId } = await program(request, `with a token ${Date.now()}`);
  await signIn(page, 'root', PASSWORD, `/#/service-principals/${id}`);
  await page.getByRole('button', { name: 'New token' }).click();
  const making = page.getByRole('dialog', { name: 'New token' });
  await making.getByLabel('What it is for').fill('nightly training');
  await making.getByRole('button', { name: 'Make the token' }).click();
  const shown = page.getByRole('dialog', { name: 'The token is made' });
  const token = /MLFLOW_TRACKING_TOKEN=(\S+)/.exec(await shown.innerText())?.[1] ?? '';
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(shown).toBeHidden();
  const own = () => request.get('/api/2.0/mlflow/users/current', { headers: { Authorization: `Bearer ${token}` } });
  expect(await (await own()).json()).toMatchObject({ user: { username: applicationId } });

  await page.getByRole('button', { name: 'Revoke: nightly training' }).click();
  const asking = page.getByRole('dialog', { name: 'Revoke the token?' });
  await asking.getByRole('button', { name: 'Revoke' }).click();
  await expect(asking).toBeHidden(); // behind it nothing is shown, the token or not
  await expect(page.getByRole('list', { name: 'Access tokens' }).getByRole('listitem')).toHaveCount(0);
  expect((await own()).status()).toBe(401);
});

for (const theme of ['light', 'dark'] as const) {
  test(`service principals can be read by everyone, on a phone as well, ${theme}`, async ({ page, request }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    const { name, id } = await program(request, `read ${theme} ${Date.now()}`);
    await signIn(page, 'root', PASSWORD, '/#/service-principals');
    await expect(page.getByRole('link', { name })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/#/service-principals/${id}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByText('No token yet.')).toBeVisible();
    await expectAccessible(page);
    await expectWithinWidth(page);
  });
}

/** How the server answers a program that asks for a token with its secret. */
async function granted(request: APIRequestContext, applicationId: string, secret: string): Promise<number> {
  const form = { grant_type: 'client_credentials', client_id: applicationId, client_secret: secret };
  return (await request.post('/oidc/v1/token', { form })).status();
}
