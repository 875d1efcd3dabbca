import type { Page } from '@playwright/test';
import { expect, test } from './page';

const grid = (page: Page) => page.getByRole('grid', { name: 'Serving endpoints' });

/** The list of endpoints as it is told from now on. */
async function list(page: Page, names: readonly string[]): Promise<void> {
  const state = { ready: 'READY', config_update: 'NOT_UPDATING' };
  const endpoints = names.map((name) => ({ id: `id-${name}`, name, state }));
  await page.route(/2\.0\/serving-endpoints$/, (route) => route.fulfill({ json: { endpoints } }));
}

/** The name in the row that the keys are at. */
async function marked(page: Page): Promise<string | null> {
  const id = await grid(page).getAttribute('aria-activedescendant');
  return page.locator(`[id="${id}"]`).getByRole('link').textContent();
}

test('the mark and the focus stay with their endpoint where others come and go', async ({ page }) => {
  await list(page, ['burgundy', 'chablis', 'riesling']);
  await page.clock.install();
  await page.goto('/#/endpoints');
  await expect(grid(page).getByRole('row')).toHaveCount(4);
  await grid(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await marked(page)).toBe('chablis');
  const link = grid(page).getByRole('link', { name: 'chablis' });
  await link.focus();

  await list(page, ['amarone', 'barolo', 'burgundy', 'chablis', 'riesling']);
  await page.clock.fastForward(16_000);
  await expect(grid(page).getByRole('row')).toHaveCount(6);
  expect(await marked(page)).toBe('chablis');
  await expect(link).toBeFocused();
  await list(page, ['chablis', 'riesling']);
  await page.clock.fastForward(16_000);
  await expect(grid(page).getByRole('row')).toHaveCount(3);
  expect(await marked(page)).toBe('chablis');
  await expect(link).toBeFocused();
  await page.keyboard.press('j');
  expect(await marked(page)).toBe('riesling');
});

test('of thousands of endpoints the mark stays with one that moves out of sight', async ({ page }) => {
  const many = Array.from({ length: 2_000 }, (_, place) => `wine-${String(place).padStart(4, '0')}`);
  await list(page, ['beer', ...many]);
  await page.clock.install();
  await page.goto('/#/endpoints');
  await expect(grid(page).getByRole('link', { name: 'beer' })).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('j');
  expect(await marked(page)).toBe('beer');
  await list(page, [...many.map((name) => `a-${name}`), 'beer', ...many]);
  await page.clock.fastForward(16_000);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4002');
  await page.keyboard.press('j');
  await expect(grid(page).getByRole('link', { name: 'wine-0000', exact: true })).toBeVisible();
  expect(await marked(page)).toBe('wine-0000');
});
