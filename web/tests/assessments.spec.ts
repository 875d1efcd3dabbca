import { expect, test } from './page';
import { experimentId, traceId } from './traces';

test('a trace is assessed, the assessment is replaced and taken back', async ({ page, request }) => {
  const id = await traceId(request, "trace.text LIKE '%Question 5%'");
  const name = `style ${Date.now()}`;
  await page.goto(`/#/experiments/${await experimentId(request)}/traces/${id}?tab=assessments`);
  await page.getByRole('button', { name: 'Assess', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Number' }).click();
  await dialog.getByLabel('Value', { exact: true }).fill('0.7');
  await dialog.getByLabel('Rationale').fill('It is dry.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const item = page.getByRole('listitem').filter({ hasText: name });
  await expect(item).toContainText('0.7');
  await expect(item).toContainText('It is dry.');
  await expect(item).toContainText('Person');

  await page.getByRole('button', { name: `Replace ${name}` }).click();
  await dialog.getByLabel('Value', { exact: true }).fill('0.9');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(item.filter({ hasText: '0.9' })).toBeVisible();
  await expect(item.filter({ hasText: '0.7' })).toContainText('Replaced');

  await item
    .filter({ hasText: '0.9' })
    .getByRole('button', { name: `Delete ${name}` })
    .click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(item).toHaveCount(1);
  await expect(item).not.toContainText('Replaced');
});

test('an expectation of a span is written as JSON', async ({ page, request }) => {
  const id = await traceId(request, "trace.text LIKE '%Question 4%'");
  await page.goto(`/#/experiments/${await experimentId(request)}/traces/${id}?tab=assessments`);
  await page.getByRole('treeitem', { name: /retrieve/ }).click();
  await page.getByRole('button', { name: 'Assess', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'The span retrieve' }).click();
  await dialog.getByRole('button', { name: 'Expectation' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill('pages');
  await dialog.getByRole('button', { name: 'JSON' }).click();
  await dialog.getByLabel('Value', { exact: true }).fill('{"faq": ');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByLabel('Value', { exact: true }).fill('{"faq": 2}');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'pages' }).first();
  await expect(item).toContainText('{"faq":2}');
  await expect(item).toContainText('On the span retrieve');
});

test('the tags of a trace are edited', async ({ page, request }) => {
  const id = await traceId(request, "trace.text LIKE '%Question 2%'");
  await page.goto(`/#/experiments/${await experimentId(request)}/traces/${id}?tab=about`);
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('dialog').getByLabel('Key').fill('reviewed');
  await page.getByRole('dialog').getByLabel('Value').fill('yes');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'reviewed' })).toContainText('yes');
  await page.getByRole('button', { name: 'Remove the tag reviewed' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'reviewed' })).toBeHidden();
});
