import { test, type Page } from '@playwright/test';
import { FOLDER, LOOKS, PHONE, settle, WIDE } from './looks';
import { opened } from './opened';
import { emptyScreens, screens, type Screen } from './screens';

for (const { folder, theme = 'light', size = WIDE, language = 'en-US', fails = false } of LOOKS) {
  test.describe(folder, () => {
    test.use({ colorScheme: theme, viewport: size, locale: language });

    test('every screen', async ({ page, baseURL }) => {
      test.setTimeout(600_000);
      const found = await screens(baseURL ?? '');
      if (fails) await failAll(page);
      await take(page, found, folder);
    });
  });
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`empty, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test('every screen', async ({ page, baseURL }) => {
      test.setTimeout(300_000);
      await take(page, await emptyScreens(baseURL ?? ''), `empty-${theme}`);
    });
  });
}

/** What stands above a screen: menus, dialogs, the palette, messages. */
for (const [folder, theme, size] of [
  ['above-light', 'light', WIDE],
  ['above-dark', 'dark', WIDE],
  ['above-phone', 'light', PHONE],
] as const) {
  test.describe(folder, () => {
    test.use({ colorScheme: theme, viewport: size });

    test('what stands above a screen', async ({ page, baseURL }) => {
      test.setTimeout(300_000);
      for (const { name, path, open } of await opened(baseURL ?? '')) {
        await page.goto('about:blank');
        await page.goto(`/#${path}`);
        await settle(page);
        await open(page);
        await page.waitForTimeout(800);
        await page.screenshot({ path: `${FOLDER}/${folder}/${name}.png` });
      }
    });
  });
}

/** Each request for data is refused as by a server in trouble. */
async function failAll(page: Page): Promise<void> {
  const body = JSON.stringify({ error_code: 'INTERNAL_ERROR', message: 'The database did not answer in time.' });
  const headers = { 'X-Request-Id': '0f9d2c61a7b84e53' };
  await page.route('**/ajax-api/**', (route) =>
    route.fulfill({ status: 500, contentType: 'application/json', headers, body }),
  );
}

async function take(page: Page, found: Screen[], folder: string): Promise<void> {
  for (const { name, path } of found) {
    await page.goto(`/#${path}`);
    await settle(page);
    await page.screenshot({ path: `${FOLDER}/${folder}/${name}.png` });
  }
}
