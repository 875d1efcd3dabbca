import { readFile } from 'node:fs/promises';
import { expect, test } from './page';
import { logMany, row } from './sweep';

test('more runs than a page are saved, selected, changed and left as they are, and shown below a group', async ({
  page,
  request,
}) => {
  test.slow(); // logs them first
  const experiment = await logMany(request, 520);
  await page.goto(`/#/experiments/${experiment}/runs`);
  await expect(page.getByText('520 runs', { exact: true })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(521);
  expect(lines[1]).toContain('run-519');
  expect(lines[520]).toContain('run-0');

  await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check();
  await expect(page.getByText('100 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 520 that match' }).click();
  await expect(page.getByText('520 selected')).toBeVisible();

  let goOn: () => void = () => undefined;
  const isLeft = new Promise<void>((resolve) => (goOn = resolve));
  await page.route(/runs\/set-tags/, async (route) => {
    await isLeft;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Add a tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a tag to 520 runs' });
  await dialog.getByLabel('Key').fill('reviewed');
  await dialog.getByRole('button', { name: 'Add a tag' }).click();
  await expect(dialog.getByText('0 of 520')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  goOn();
  await expect(page.getByText('500 runs have the tag.')).toBeVisible();
  await page.unroute(/runs\/set-tags/);

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('520 runs are in the trash.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('520 runs are back.')).toBeVisible();

  const search = `group=${encodeURIComponent('status')}&open=${encodeURIComponent('["is:FINISHED"]')}`;
  await page.goto(`/#/experiments/${experiment}/runs?${search}`);
  await expect(row(page, 'run-519')).toBeVisible();
  const expectLast = (name: string) =>
    expect(async () => {
      await page.getByRole('treegrid', { name: 'Runs' }).focus();
      await page.keyboard.press('End'); // of the rows that are there by now: what came back is still being read
      await expect(row(page, name)).toBeVisible({ timeout: 2_000 });
    }).toPass();
  await expectLast('run-20');
  await page.getByText('There are others: show 500 more').click();
  await expectLast('run-0');
  await expect(page.getByText('There are others')).toBeHidden();
});
