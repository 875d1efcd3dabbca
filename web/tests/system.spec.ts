import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page';

type Health = {
  artifacts: Record<string, unknown>;
  database: Record<string, unknown>;
  tasks: { name: string; failures: number; failed_time?: number; ended_time?: number }[];
};

/** Lets the server say something else of itself than it would. */
async function pretend(page: Page, change: (health: Health) => void) {
  await page.route(/cairn\/health/, async (route) => {
    const answer = await route.fetch();
    const health = (await answer.json()) as Health;
    change(health);
    await route.fulfill({ response: answer, json: health });
  });
}

const fact = (page: Page, part: string, name: string) =>
  page
    .getByRole('region', { name: part })
    .locator('div')
    .filter({ has: page.getByRole('term').filter({ hasText: name }) });

test('the server says what it is, what it works on, and how busy it is', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'System' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'System' })).toBeVisible();
  await expect(fact(page, 'Server', 'Version')).toContainText(/Cairn \d+\.\d+/);
  await expect(fact(page, 'Server', 'API of MLflow')).toContainText('3.17');
  await expect(fact(page, 'Database', 'Kind')).toContainText(/SQLite|PostgreSQL/);
  await expect(fact(page, 'Database', 'Schema version')).toContainText(/\d+/);
  await expect(fact(page, 'Database', 'Size')).toContainText(/[KMG]B/);
  await expect(page.getByRole('region', { name: 'Artifact store' })).toContainText('Reachable');
  await expect(page.getByRole('region', { name: 'Artifact store' }).getByRole('meter')).toBeVisible();
  await expect(page.getByRole('table', { name: /by itself/ }).getByRole('row', { name: /purged/ })).toBeVisible();
  await expect(
    page
      .getByRole('table', { name: /Busiest/ })
      .getByRole('row')
      .nth(1),
  ).toContainText('/');
  await expect(page.getByRole('link', { name: '/metrics' })).toHaveAttribute('href', /\/metrics$/);
});

test('nothing is said to be healthy while the server does not answer', async ({ page }) => {
  await page.goto('/#/system');
  await expect(page.getByText('All is well')).toBeVisible();
  const refusal = { error_code: 'INTERNAL_ERROR', message: 'The database is away.' };
  await page.route(/cairn\/health/, (route) => route.fulfill({ status: 500, json: refusal }));
  await expect(page.getByRole('alert')).toContainText('The database is away.');
  await expect(page.getByText('All is well')).toBeHidden();
  await page.unroute(/cairn\/health/);
  await expect(page.getByText('All is well')).toBeVisible();
});

test('figures go on by themselves, unless paused or out of sight', async ({ page }) => {
  let reads = 0;
  page.on('request', (request) => {
    if (request.url().includes('cairn/health')) reads++;
  });
  await page.goto('/#/system');
  await expect.poll(() => reads).toBeGreaterThan(1);
  await expect(page.locator('polyline').first()).toBeAttached();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page).toHaveURL(/live=false/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();

  // As the browser tells a page whose tab another one hides.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const next = page.waitForRequest(/cairn\/health/, { timeout: 5_000 }).then(
    () => 'read',
    () => 'still',
  );
  expect(await next).toBe('still');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForRequest(/cairn\/health/);
});

test('what somebody should look at is said first', async ({ page }) => {
  await pretend(page, (health) => {
    Object.assign(health.artifacts, {
      reachable: false,
      problem: 'The bucket cannot be reached.',
      free_bytes: 1_000_000,
    });
    Object.assign(health.database, { purging: 12_000, indexing: 7 });
    const [task] = health.tasks;
    if (task) Object.assign(task, { failures: 3, failed_time: 5, ended_time: 5 });
  });
  await page.goto('/#/system');
  await expect(page.getByText('3 things to look at')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('The bucket cannot be reached.');
  await expect(page.getByRole('alert')).toContainText('977 KB');
  await expect(page.getByRole('region', { name: 'Artifact store' })).toContainText('Away');
  await page.getByRole('link', { name: '12,000 things' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();
});

test('a server that tells nothing of itself is told of', async ({ page }) => {
  const refusal = { error_code: 'PERMISSION_DENIED', message: 'Not yours.' };
  await page.route(/cairn\/health/, (route) => route.fulfill({ status: 403, json: refusal }));
  await page.goto('/#/system?live=false'); // else it tries again by itself
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
  await page.unroute(/cairn\/health/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Database' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the system can be read by everyone, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.goto('/#/system');
    await expect(page.getByRole('region', { name: 'Database' })).toBeVisible();
    await expectAccessible(page);
  });
}
