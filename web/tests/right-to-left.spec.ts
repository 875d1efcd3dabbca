import type { Locator } from '@playwright/test';
import { expect, expectAccessible, test } from './page';
import { experimentId } from './traces';

const EXPERIMENT = 'تجربة (v2)!';

/** Whether a text runs to the left: its last letter, a mark of neither direction, stands before its first. */
function runsLeft(text: Locator): Promise<boolean> {
  return text.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (!first || !last) throw new Error('There is no text');
    const at = (node: Text, place: number) => {
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      return range.getBoundingClientRect().left;
    };
    return at(last, last.length - 1) < at(first, 0);
  });
}

test('what people write from right to left is shown so, and leaves what is beside it alone', async ({
  page,
  request,
}) => {
  await page.goto(`/#/experiments?q=${encodeURIComponent(EXPERIMENT)}`);
  const link = page.getByRole('link', { name: EXPERIMENT });
  await expect(link).toBeVisible();
  expect(await runsLeft(link)).toBe(true);
  await expect(page.getByRole('searchbox')).toHaveCSS('direction', 'rtl');

  await link.click();
  const heading = page.locator('h1[title]');
  await expect(heading).toHaveText(EXPERIMENT);
  expect(await runsLeft(heading)).toBe(true);
  expect(await runsLeft(page.getByText(/يتنبأ/))).toBe(true);
  expect(await runsLeft(page.getByText('English stays as it is.'))).toBe(false);

  await page.getByRole('link', { name: /تدريب/ }).click();
  await expect(heading).toHaveText('تدريب نهائي 7!');
  expect(await runsLeft(heading)).toBe(true);
  const value = page.getByRole('grid', { name: 'Parameters' }).getByText('עברית, v2!');
  await expect(value).toBeVisible();
  expect(await runsLeft(value)).toBe(true);
  expect(await runsLeft(page.getByText('النمو (v2)!').first())).toBe(true);
  await expectAccessible(page);

  await page.goto(`/#/experiments/${await experimentId(request, EXPERIMENT)}/traces`);
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  const asked = page.getByRole('dialog').getByText('ما هو الطقس في Berlin اليوم؟ (v2)!').first();
  await expect(asked).toBeVisible();
  expect(await runsLeft(asked)).toBe(true);
});
