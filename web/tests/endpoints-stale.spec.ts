import type { Page } from '@playwright/test';
import { named, removed, served } from './endpoints';
import { expect, test } from './page';

const failure = { error_code: 'INTERNAL_ERROR', message: 'The disk is full.' };

/** Each screen: where it is, what it asks for again and again, and what it shows of that. */
const SCREENS: [
  name: string,
  at: (endpoint: string) => string,
  asks: (endpoint: string) => RegExp,
  shows: (page: Page, endpoint: string) => ReturnType<Page['getByText']>,
][] = [
  ['home', () => '/', () => /\/serving-endpoints$/, (page) => page.getByText(/endpoints? (is|are) ready/)],
  [
    'endpoints',
    (endpoint) => `/#/endpoints?q=${endpoint}`,
    () => /\/serving-endpoints$/,
    (page, endpoint) => page.getByRole('grid', { name: 'Serving endpoints' }).getByText(endpoint),
  ],
  [
    'an endpoint',
    (endpoint) => `/#/endpoints/${endpoint}`,
    (endpoint) => new RegExp(`/serving-endpoints/${endpoint}$`),
    (page, endpoint) => page.getByRole('heading', { name: endpoint }),
  ],
  [
    'the history',
    (endpoint) => `/#/endpoints/${endpoint}/history`,
    (endpoint) => new RegExp(`/${endpoint}/configs`),
    (page) => page.getByRole('list', { name: 'History' }).getByText('Configuration 1'),
  ],
  [
    'the events',
    (endpoint) => `/#/endpoints/${endpoint}/events`,
    (endpoint) => new RegExp(`/${endpoint}/events`),
    (page) => page.getByRole('list', { name: 'Events' }).getByRole('listitem').first(),
  ],
  [
    'the logs',
    (endpoint) => `/#/endpoints/${endpoint}/logs`,
    (endpoint) => new RegExp(`/${endpoint}/served-models/`),
    (page) => page.getByRole('log'),
  ],
];

for (const [name, at, asks, shows] of SCREENS) {
  test(`${name}: what could not be read again is told beside what was read`, async ({ page, request }) => {
    const endpoint = named('stale');
    await served(request, endpoint, { version: '1' });
    await page.clock.install();
    await page.goto(at(endpoint));
    await expect(shows(page, endpoint)).toBeVisible();
    await page.route(asks(endpoint), (route) => route.fulfill({ status: 500, json: failure }));
    await page.clock.fastForward('00:20');
    await expect(page.getByRole('alert')).toContainText('The disk is full.');
    await expect(shows(page, endpoint)).toBeVisible();
    await page.unroute(asks(endpoint));
    await page.clock.fastForward('00:20');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await removed(request, endpoint);
  });
}

test('requests that were kept: what could not be read again is told beside what was read', async ({
  page,
  request,
}) => {
  const name = named('stale');
  await served(request, name, { version: '1' });
  await request.put(`/api/3.0/cairn/serving-endpoints/${name}/inference-table`, { data: {} });
  await page.goto(`/#/endpoints/${name}/payloads`);
  await expect(page.getByText('Nothing was kept yet')).toBeVisible();
  const asks = new RegExp(`/${name}/payloads`);
  await page.route(asks, (route) => route.fulfill({ status: 500, json: failure }));
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByRole('alert')).toContainText('The disk is full.');
  await expect(page.getByText('Nothing was kept yet')).toBeVisible();
  await page.unroute(asks);
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await removed(request, name);
});
