import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from './page';
import { experimentId } from './traces';

/** The run that has a file of each kind, and where its experiment is. */
async function irises(request: APIRequestContext): Promise<{ experiment: string; run: string }> {
  const experiment = await experimentId(request, 'everything of a run');
  const data = { experiment_ids: [experiment], filter: "attributes.run_name = 'irises'" };
  const found = await request.post('/ajax-api/2.0/mlflow/runs/search', { data });
  const { runs } = (await found.json()) as { runs: { info: { run_id: string } }[] };
  return { experiment, run: runs[0]?.info.run_id ?? '' };
}

type Place = { run: string; experiment: string; churn: string; agent: string };

async function places(request: APIRequestContext): Promise<Place> {
  const [churn, agent] = [await experimentId(request, 'churn-model'), await experimentId(request)];
  return { ...(await irises(request)), churn, agent };
}

/** Each screen: where it is, what it asks for first, and what shows that it is there. */
const SCREENS: [
  name: string,
  at: (place: Place) => string,
  asks: RegExp,
  shows: (page: Page) => ReturnType<Page['getByText']>,
][] = [
  ['home', () => '/', /experiments\/search/, (page) => page.getByRole('heading', { name: 'Latest experiments' })],
  [
    'experiments',
    () => '/#/experiments?q=churn',
    /experiments\/search/,
    (page) => page.getByRole('link', { name: 'churn-model' }),
  ],
  [
    'an experiment',
    ({ churn }) => `/#/experiments/${churn}`,
    /experiments\/get/,
    (page) => page.getByRole('heading', { name: 'churn-model' }),
  ],
  [
    'runs',
    ({ churn }) => `/#/experiments/${churn}/runs`,
    /runs\/table/,
    (page) => page.getByRole('link', { name: 'run-11' }),
  ],
  [
    'charts',
    ({ churn }) => `/#/experiments/${churn}/runs?show=charts`,
    /cairn\/runs\/keys/,
    (page) => page.getByRole('article', { name: 'loss', exact: true }),
  ],
  [
    'a run',
    ({ experiment, run }) => `/#/experiments/${experiment}/runs/${run}`,
    /runs\/get/,
    (page) => page.getByRole('heading', { name: 'irises' }),
  ],
  [
    'a run by its id',
    ({ run }) => `/#/runs/${run}`,
    /runs\/get/,
    (page) => page.getByRole('heading', { name: 'irises' }),
  ],
  [
    'artifacts',
    ({ experiment, run }) => `/#/experiments/${experiment}/runs/${run}/artifacts`,
    /artifacts\/list/,
    (page) => page.getByRole('treeitem', { name: 'files' }),
  ],
  [
    'a file',
    ({ experiment, run }) => `/#/experiments/${experiment}/runs/${run}/artifacts/files/train.py`,
    /get-artifact/,
    (page) => page.getByRole('textbox', { name: 'files/train.py' }),
  ],
  [
    'a zip file',
    ({ experiment, run }) => `/#/experiments/${experiment}/runs/${run}/artifacts/files/bundle.zip`,
    /get-artifact/,
    (page) => page.getByRole('grid', { name: 'files/bundle.zip' }),
  ],
  [
    'an MLmodel file',
    ({ experiment, run }) => `/#/experiments/${experiment}/runs/${run}/artifacts/files/bomb/MLmodel`,
    /get-artifact/,
    (page) => page.getByRole('textbox', { name: 'files/bomb/MLmodel' }),
  ],
  [
    'traces',
    ({ agent }) => `/#/experiments/${agent}/traces`,
    /traces\/search/,
    (page) => page.getByRole('link', { name: 'Where is my order 4711?' }),
  ],
  [
    'registered models',
    () => '/#/models?q=churn',
    /registered-models\/search/,
    (page) => page.getByRole('link', { name: 'churn', exact: true }),
  ],
  [
    'a registered model',
    () => '/#/models/churn',
    /registered-models\/get\?/,
    (page) => page.getByRole('heading', { name: 'churn' }),
  ],
  [
    'a model version',
    () => '/#/models/churn/versions/2',
    /model-versions\/get\?/,
    (page) => page.getByRole('heading', { name: 'Version 2' }),
  ],
  [
    'the activity of a model',
    () => '/#/models/churn/activity',
    /registry\/activity\/list/,
    (page) => page.getByRole('list', { name: 'Activity' }),
  ],
  [
    'the rules of a model',
    () => '/#/models/churn/rules',
    /approval-rules\/get/,
    (page) => page.getByRole('button', { name: 'Add a rule' }),
  ],
  [
    'requests about a version',
    () => '/#/models/churn/versions/2/requests',
    /requests\/list\?name=/,
    (page) => page.getByRole('heading', { name: 'No open request' }),
  ],
  [
    'the activity of a version',
    () => '/#/models/churn/versions/2/activity',
    /registry\/activity\/list/,
    (page) => page.getByRole('list', { name: 'Activity' }),
  ],
  [
    'the inbox',
    () => '/#/inbox?of=mine',
    /requests\/list\?of=mine/,
    (page) => page.getByRole('list', { name: 'Requests' }),
  ],
  [
    'endpoints',
    () => '/#/endpoints?q=wine',
    /2\.0\/serving-endpoints$/,
    (page) => page.getByRole('link', { name: 'wine', exact: true }),
  ],
  [
    'an endpoint',
    () => '/#/endpoints/wine',
    /serving-endpoints\/wine$/,
    (page) => page.getByRole('heading', { level: 1, name: 'wine' }),
  ],
  [
    'the history of an endpoint',
    () => '/#/endpoints/wine/history',
    /serving-endpoints\/wine\/configs/,
    (page) => page.getByRole('list', { name: 'History' }),
  ],
  ['trash', () => '/#/trash', /cairn\/trash\?/, (page) => page.getByRole('grid', { name: 'Trash' })],
];

const ID = 'f00d4321';
const headers = { 'X-Request-Id': ID };

for (const [name, at, asks, shows] of SCREENS) {
  test(`${name}: what fails or is not permitted is told with the request's id, and can be tried again`, async ({
    page,
    request,
  }) => {
    const address = at(await places(request));
    const failure = { error_code: 'INTERNAL_ERROR', message: 'The disk is full.' };
    // What the page reads by itself fails as well, until somebody asks for it.
    await page.addInitScript(() => addEventListener('click', () => Object.assign(window, { clicked: true }), true));
    await page.route(asks, async (route) => {
      const isAsked = await page.evaluate(() => 'clicked' in window);
      return isAsked ? route.continue() : route.fulfill({ status: 500, headers, json: failure });
    });
    await page.goto(address);
    const alert = page.getByRole('alert').first();
    await expect(alert).toContainText('The disk is full.');
    await expect(alert).toContainText(`Request ${ID}`);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(shows(page)).toBeVisible();
    await page.unroute(asks);

    const refusal = { error_code: 'PERMISSION_DENIED', message: 'No.' };
    await page.route(asks, (route) => route.fulfill({ status: 403, headers, json: refusal }));
    await page.reload();
    await expect(alert).toContainText(/You may not see this|No\./);
    await expect(alert).toContainText(`Request ${ID}`);
  });
}

test("a proxy's word that the server is away is as no answer: the page comes back by itself", async ({
  page,
  request,
}) => {
  test.slow(); // it waits as people do
  const { experiment, run } = await irises(request);
  const everything = /ajax-api|health|get-artifact/;
  const away = () =>
    page.route(everything, (route) => route.fulfill({ status: 503, body: '<h1>Service Unavailable</h1>' }));
  const bar = page.getByRole('status').filter({ hasText: 'does not answer' });
  await away();
  await page.goto('/#/experiments?q=churn');
  await expect(bar).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('goes on by itself');
  await page.unroute(everything);
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();
  await expect(bar).toBeHidden();

  // What a page loads before it is there, and what a preview of a file reads, come back as well.
  for (const [address, shown] of [
    [`/#/runs/${run}`, page.getByRole('heading', { name: 'irises' })],
    [`/#/experiments/${experiment}/runs/${run}/artifacts/files/bundle.zip`, page.getByText('50 entries')],
    [`/#/experiments/${experiment}/runs/${run}/artifacts/files/figure.pdf`, page.locator('canvas[data-drawn]')],
  ] as const) {
    await page.goto('/#/system?live=false'); // which reads nothing more that would fail
    await page.reload();
    await expect(page.getByText('All is well')).toBeVisible();
    await away();
    await page.goto(address);
    await expect(bar).toBeVisible();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await page.unroute(everything);
    await expect(shown).toBeVisible({ timeout: 30_000 });
    await expect(bar).toBeHidden();
  }
});

test('what the server itself cannot do just now is tried again without a click', async ({ page }) => {
  test.slow(); // it waits as people do
  const busy = { error_code: 'TEMPORARILY_UNAVAILABLE', message: 'The database is away.' };
  await page.route(/experiments\/search/, (route) => route.fulfill({ status: 503, headers, json: busy }));
  await page.goto('/#/experiments?q=churn');
  await expect(page.getByRole('alert')).toContainText('The database is away.');
  await expect(page.getByRole('alert')).toContainText('This page tries again by itself.');
  await expect(page.getByRole('status').filter({ hasText: 'does not answer' })).toBeHidden();
  await page.unroute(/experiments\/search/);
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible({ timeout: 30_000 }); // it does so every ten seconds
});

test('a slow server is told of; one stops waiting and tries again, or goes on waiting', async ({ page }) => {
  test.slow(); // it waits as people do
  let answer: () => void = () => undefined;
  await page.route(/experiments\/search/, async (route) => {
    await new Promise<void>((resolve) => (answer = resolve));
    await route.continue().catch(() => undefined); // nobody waits for it any more
  });
  const bar = page.getByText('The server takes long to answer.');
  await page.goto('/#/experiments?q=churn');
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible();
  await expect(bar).toBeVisible();
  await expect(page.getByText(/^\d+ s$/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop waiting' }).click();
  await expect(page.getByRole('alert')).toContainText('You stopped waiting');
  await expect(bar).toBeHidden();

  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(bar).toBeVisible();
  await page.getByRole('button', { name: 'Go on waiting' }).click();
  await expect(bar).toBeHidden();
  answer();
  await expect(page.getByRole('link', { name: 'churn-model' })).toBeVisible();
});

test("a message of what could not be done has the request's id, which a click copies", async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const refusal = { error_code: 'PERMISSION_DENIED', message: 'Only its owner may restore it.' };
  await page.route(/trash\/restore|experiments\/restore/, (route) =>
    route.fulfill({ status: 403, headers, json: refusal }),
  );
  await page.goto('/#/experiments?view=DELETED_ONLY');
  await page.getByRole('checkbox', { name: 'Select row' }).first().check();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Only its owner may restore it.' })).toBeAttached();
  await expect(page.getByText(`Request ${ID}`)).toBeVisible();
  await page.getByTitle('Copy the id of the request').click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(ID);
});
