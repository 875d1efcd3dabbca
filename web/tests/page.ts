import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** What a page that shows a refusal may say: the browser of the answer, the router of what it throws. */
const REFUSALS = /^(Failed to load resource|ApiError: )/;

/** A test fails when its page logs an error, breaks its policy, or runs what an attacker wrote (`window.attacked`). */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !REFUSALS.test(message.text())) faults.push(message.text());
      });
      await use(faults);
      await page.unrouteAll({ behavior: 'ignoreErrors' }); // what is still answered is meant for nobody
      expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

/** WCAG 2.2 AA, as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

/** A text that a page shows, not one that somebody writes in a field of it. */
export function shown(page: Page, text: string): Locator {
  return page.getByText(text, { exact: true }).and(page.locator(':not(textarea)'));
}

export { expect };
