import { expect, expectAccessible, test } from './page';
import { experimentId } from './traces';

test('a data set shows its records, one of them whole, and its schema; hostile ones are only text', async ({
  page,
  request,
}) => {
  await page.goto(`/#/experiments/${await experimentId(request)}/datasets`);
  await expect(page.getByRole('row', { name: /refund questions/ })).toContainText('41');
  await page.getByRole('link', { name: 'refund questions' }).click();
  await expect(page.getByRole('grid')).toContainText('Question 0 on refunds?');
  await expectAccessible(page);

  await page.getByRole('gridcell', { name: 'Question 1 on refunds?' }).click();
  await expect(page.getByRole('dialog')).toContainText('Answer 1');
  await page.reload();
  await expect(page.getByRole('dialog')).toContainText('Answer 1');
  await page.keyboard.press('Escape');

  await page.getByText('Schema').click();
  await expect(page.getByText('string').first()).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('gridcell', { name: /<script>/ }).first()).toBeVisible();
});
