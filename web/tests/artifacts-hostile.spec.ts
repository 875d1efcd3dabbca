import { open } from './files';
import { expect, test } from './page';

test('an MLmodel file full of scripts is only text, also in what one copies from it', async ({ page, request }) => {
  await open(page, request, 'hostile/MLmodel');
  await expect(page.getByText('<img src=x onerror=window.attacked=1>').first()).toBeVisible();
  await expect(page.getByText('</script><script>window.attacked=1</script>', { exact: true })).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
  const snippet = page.getByText('mlflow.pyfunc.load_model');
  await expect(snippet).toBeVisible();
  await expect(snippet).not.toContainText('passwd');
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'files/hostile/MLmodel' })).toContainText('onerror');
});

test('a table of tabs is a table', async ({ page, request }) => {
  await open(page, request, 'table.tsv');
  await expect(page.getByText('20 rows, 2 columns')).toBeVisible();
  const table = page.getByRole('grid', { name: 'files/table.tsv' });
  await expect(table.getByRole('columnheader', { name: 'count' })).toBeVisible();
  await expect(table.getByRole('gridcell', { name: 'word, 7', exact: true })).toBeVisible();
});
