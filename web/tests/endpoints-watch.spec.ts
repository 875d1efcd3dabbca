import { named, removed, replaced, served } from './endpoints';
import { expect, expectAccessible, test } from './page';

test('an endpoint shows how much it is asked, how fast it answers, and what fails', async ({ page, request }) => {
  const name = named('measured');
  await served(request, name, { version: '1' });
  for (const inputs of [[[1, 2, 3]], [[4, 5, 6]], 'no wine']) {
    await request.post(`/serving-endpoints/${name}/invocations`, { data: { inputs } });
  }
  await page.goto(`/#/endpoints/${name}/metrics`);
  const figures = page.getByRole('table', { name: 'Figures' });
  await expect(figures).toBeVisible();
  const figure = async (column: string) => {
    const columns = await figures.getByRole('columnheader').allTextContents();
    return figures
      .getByRole('row', { name: /^version-1/ })
      .getByRole('cell')
      .nth(columns.indexOf(column) - 1);
  };
  await expect(await figure('Requests')).toHaveText('3');
  await expect(await figure('Refused (4xx)')).toHaveText('1');
  await expect(await figure('Failed (5xx)')).toHaveText('0');
  await expect(await figure('Rate')).toHaveText(/\d a second/);
  await expect(await figure('No room (429)')).toHaveText('0');
  await expect(await figure('Being answered')).toHaveText('0');
  const chart = (name: string) => page.getByRole('application', { name });
  const used = ['Processor, in %', 'Memory, in % of what is allowed'];
  for (const title of ['Requests a second', 'Errors a second (4xx and 5xx)', ...used]) {
    await expect(chart(title)).not.toHaveAttribute('data-points', '0');
  }
  await expect(page.getByText(`metrics_path: /api/2.0/serving-endpoints/${name}/metrics`)).toBeVisible();
  await expectAccessible(page);
  await request.post(`/serving-endpoints/${name}/invocations`, { data: { inputs: [[1, 2, 3]] } });
  await expect(await figure('Requests')).toHaveText('4'); // by itself
  for (const column of ['Half took up to', '99 % took up to']) {
    await expect(await figure(column)).toHaveText(/\d ?ms/); // of the last minute
  }
  for (const title of ['Half took up to, in ms', '99 % took up to, in ms']) {
    await expect(chart(title)).not.toHaveAttribute('data-points', '0');
  }
  const points = Number(await chart('Processor, in %').getAttribute('data-points'));
  await page.getByRole('navigation', { name: 'Parts of the endpoint' }).getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('navigation', { name: 'Parts of the endpoint' }).getByRole('link', { name: 'Metrics' }).click();
  await expect
    .poll(async () => Number(await chart('Processor, in %').getAttribute('data-points')))
    .toBeGreaterThan(points);
  await removed(request, name);
});

test('who opens the metrics of an endpoint sees how it did before', async ({ page, request }) => {
  test.slow(); // a moment is kept every ten seconds
  const name = named('remembered');
  await served(request, name, { version: '1' });
  const kept = async () => {
    const told = await request.get(`/ajax-api/3.0/cairn/serving-endpoints/${name}/metrics-history`);
    const { entities } = (await told.json()) as { entities: { moments: unknown[] }[] };
    return entities[0]?.moments.length;
  };
  await expect.poll(kept, { timeout: 60_000 }).toBeGreaterThan(3); // one is of now, and one of the beginning
  let asked = 0;
  await page.route(`**/serving-endpoints/${name}/metrics`, async (route) => {
    asked++;
    if (asked === 1) await route.continue(); // the others are never answered
  });
  await page.goto(`/#/endpoints/${name}/metrics`);
  const chart = page.getByRole('application', { name: 'Processor, in %' });
  await expect.poll(async () => Number(await chart.getAttribute('data-points'))).toBeGreaterThan(2);
  await removed(request, name);
});

test('who comes back to the metrics of an endpoint sees how it did meanwhile', async ({ page, request }) => {
  const name = named('meanwhile');
  await served(request, name, { version: '1' });
  let kept = 3;
  await page.route(`**/serving-endpoints/${name}/metrics-history`, (route) => {
    const figures = { requests: 0, refused: 0, failed: 0, cpu: 1, memory: 1, latency: [0, 0] };
    const moments = Array.from({ length: kept }, (_, place) => ({ timestamp: place * 15_000, ...figures }));
    return route.fulfill({ json: { latency_ends_ms: [1], entities: [{ name: 'version-1', moments }] } });
  });
  await page.clock.install();
  await page.goto(`/#/endpoints/${name}/metrics`);
  const chart = page.getByRole('application', { name: 'Processor, in %' });
  const points = async () => Number(await chart.getAttribute('data-points'));
  await expect.poll(points).toBeGreaterThan(1);
  expect(await points()).toBeLessThan(40);
  kept = 41;
  await page.clock.fastForward('10:00'); // as of a tab that nobody looked at
  await expect.poll(points).toBeGreaterThanOrEqual(40);
  await removed(request, name);
});

test('lines of an endpoint come by themselves while one reads, of both logs', async ({ page, request }) => {
  const name = named('followed');
  await served(request, name, { name: 'wine', version: '1' });
  await page.goto(`/#/endpoints/${name}/logs`);
  const lines = page.getByRole('main').locator('pre');
  await expect(lines).toContainText(/ersion 1/);
  await expect(lines).not.toContainText(/ersion 2/);
  let loads = 0;
  page.on('load', () => loads++);
  await replaced(request, name, { name: 'wine', version: '2' });
  await expect(lines).toContainText(/ersion 2/, { timeout: 15_000 });
  await page.getByRole('button', { name: 'Serving', exact: true }).click();
  await expect(lines).toContainText('takes the requests');
  const before = (await lines.innerText()).split('takes the requests').length;
  await replaced(request, name, { name: 'wine', version: '1' });
  const now = async () => (await lines.innerText()).split('takes the requests').length;
  await expect.poll(now, { timeout: 15_000 }).toBeGreaterThan(before);
  expect(loads).toBe(0);
  await removed(request, name);
});

test('an endpoint tells line by line how its models were loaded', async ({ page, request }) => {
  const name = named('logged');
  await served(request, name, { version: '1', share: 100 }, { version: '2', share: 0 });
  await page.goto(`/#/endpoints/${name}/logs`);
  await expect(page.getByRole('main').locator('pre')).toContainText(/ersion 1/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Entity: version-1' }).click();
  await page.getByRole('menuitemradio', { name: 'version-2' }).click();
  await expect(page).toHaveURL(/entity=version-2/);
  await expect(page.getByRole('main').locator('pre')).toContainText(/ersion 2/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Serving', exact: true }).click();
  await expect(page).toHaveURL(/log=logs/);
  await expect(page.getByRole('main').locator('pre')).toContainText('takes the requests');
  await removed(request, name);
});
