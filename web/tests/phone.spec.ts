import { expect, test } from './page';
import { experimentId, traceId } from './traces';

test.use({ viewport: { width: 390, height: 844 } });

test('no page scrolls sideways on a phone, and what can be done stays within reach', async ({ page, request }) => {
  test.slow(); // two dozen pages
  const [churn, everything, agent] = [
    await experimentId(request, 'churn-model'),
    await experimentId(request, 'everything of a run'),
    await experimentId(request),
  ];
  const data = { experiment_ids: [everything], filter: "attributes.run_name = 'irises'" };
  const found = await request.post('/ajax-api/2.0/mlflow/runs/search', { data });
  const run = ((await found.json()) as { runs: { info: { run_id: string } }[] }).runs[0]?.info.run_id ?? '';
  const trace = await traceId(request, "name = 'agent'");
  const places = [
    '/',
    '/experiments',
    `/experiments/${churn}/runs`,
    `/experiments/${churn}/runs?show=charts`,
    `/experiments/${everything}/models`,
    `/experiments/${everything}/runs/${run}`,
    `/experiments/${everything}/runs/${run}/metrics`,
    `/experiments/${everything}/runs/${run}/artifacts/files/train.py`,
    `/experiments/${agent}/traces`,
    `/experiments/${agent}/traces/${trace}`,
    `/experiments/${agent}/chat-sessions`,
    `/experiments/${agent}/review-queue`,
    `/experiments/${agent}/datasets`,
    '/models',
    '/models/iris-classifier',
    '/models/iris-classifier/details',
    '/models/iris-classifier/activity',
    '/models/iris-classifier/rules',
    '/models/iris-classifier/versions/1',
    '/models/iris-classifier/versions/2/requests',
    '/models/iris-classifier/versions/2/activity',
    '/endpoints',
    '/endpoints/wine',
    '/endpoints/blossoms',
    '/endpoints/wine/query',
    '/endpoints/wine/metrics',
    '/endpoints/wine/logs',
    '/endpoints/wine/payloads',
    '/endpoints/wine/drift',
    '/endpoints/wine/events',
    '/endpoints/wine/history?config=1',
    '/inbox',
    '/trash',
    '/system',
  ];
  const wide: string[] = [];
  for (const place of places) {
    await page.goto(`/#${place}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading …' })).toHaveCount(0);
    const room = await page.evaluate(() => {
      const content = document.getElementById('content');
      const widths = [document.documentElement, content].map((one) => [one?.scrollWidth ?? 0, one?.clientWidth ?? 0]);
      const beyond = [...document.querySelectorAll('h1, main > div > header button, main nav a')].filter((one) => {
        const { left, right } = one.getBoundingClientRect();
        return right > left && left >= innerWidth;
      });
      return { widths, beyond: beyond.map((one) => one.textContent) };
    });
    if (room.widths.some(([all = 0, seen = 0]) => all > seen)) wide.push(`${place} ${JSON.stringify(room)}`);
  }
  expect(wide).toEqual([]);
});
