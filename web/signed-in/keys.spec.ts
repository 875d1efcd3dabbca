import { expect, expectAccessible, test } from '../tests/page';
import { PASSWORD, signIn, user } from './people';

test('administrators see what is encrypted with what, and rotate the keys', async ({ page }) => {
  await signIn(page, 'root', PASSWORD, '/#/');
  await page.getByRole('button', { name: 'root' }).click();
  await page.getByRole('menuitem', { name: 'Keys' }).click();
  await expect(page.getByText('cairn.key')).toBeVisible();
  const audit = page.getByRole('listitem').filter({ hasText: 'Seals of the audit log' });
  await expect(audit).toContainText('in use');
  await expectAccessible(page);
  const before = await audit.innerText();

  await page.getByRole('button', { name: 'Rotate' }).click();
  const asking = page.getByRole('dialog', { name: 'Rotate the keys?' });
  await expect(asking).toContainText('What was encrypted before stays readable');
  await expectAccessible(page);
  await asking.getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByText('The keys are rotated. Back up the new one.')).toBeVisible();
  await expect(asking).toBeHidden();
  await expect.poll(() => audit.innerText()).not.toBe(before);

  await page.goto('/#/audit');
  await expect(page.getByRole('row').filter({ hasText: '/cairn/keys/rotate' }).first()).toContainText('root');
});

test('a rotation that fails says why, and nothing is lost', async ({ page }) => {
  const refusal = { error_code: 'INVALID_STATE', message: 'The key file cannot be written.' };
  await page.route('**/cairn/keys/rotate', (route) => route.fulfill({ status: 500, json: refusal }));
  await signIn(page, 'root', PASSWORD, '/#/keys');
  await page.getByRole('button', { name: 'Rotate' }).click();
  const asking = page.getByRole('dialog', { name: 'Rotate the keys?' });
  await asking.getByRole('button', { name: 'Rotate' }).click();
  await expect(asking.getByRole('alert')).toContainText('The key file cannot be written.');
});

test('members do not see the keys', async ({ page, request }) => {
  const name = `member.${Date.now()}`;
  await user(request, name);
  await signIn(page, name, PASSWORD, '/#/keys');
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
});
