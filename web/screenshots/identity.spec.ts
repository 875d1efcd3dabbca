import { test } from '@playwright/test';
import { PASSWORD } from '../signed-in/people';
import { FOLDER, LOOKS, settle, WIDE } from './looks';
import { identityScreens, type IdentityScreen } from './identity';

let found: IdentityScreen[] = [];

test.describe.configure({ mode: 'serial' });

test('the server is set up, and its entrance looked at', async ({ page, request }) => {
  const token = process.env['CAIRN_SET_UP'] ?? '';
  await page.goto(`/#/set-up?token=${token}`);
  await settle(page);
  await page.screenshot({ path: `${FOLDER}/light/set-up.png` });
  await request.post('/ajax-api/3.0/cairn/session/set-up', { data: { token, username: 'root', password: PASSWORD } });
  found = await identityScreens(request);
});

for (const { folder, theme = 'light', size = WIDE, language = 'en-US' } of LOOKS.filter((one) => !one.fails)) {
  test.describe(folder, () => {
    test.use({ colorScheme: theme, viewport: size, locale: language });

    test('every screen of accounts', async ({ page }) => {
      test.setTimeout(600_000);
      const take = (name: string) => page.screenshot({ path: `${FOLDER}/${folder}/identity-${name}.png` });
      await page.goto('/#/');
      await settle(page);
      await take('entrance');
      await page.request.post('/ajax-api/3.0/cairn/session/create', {
        data: { username: 'root', password: PASSWORD },
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      });
      for (const { name, address, open } of found) {
        await page.goto('about:blank');
        await page.goto(address);
        await settle(page);
        await open?.(page);
        if (open) await settle(page);
        await take(name);
      }
    });
  });
}
