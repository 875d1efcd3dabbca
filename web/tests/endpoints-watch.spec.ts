import { named, removed, served } from './endpoints';
import { expect, expectAccessible, test } from './page';

test('an endpoint shows how much it is asked, how fast it answers, and what fails', async ({ page, request }) => {
  const name = named('measured');
  await served(request, name, { version: '1' });
  for (const inputs of [[[1, 2, 3]], [[4, 5, 6]], 'no wine']) {
    await request.post(`/serving-endpoints/${name}/invocations`, { data: { inputs } });
  }
  await page.goto(`/#/endpoints/${name}/metrics`);
  const figures = page.getByRole('region', { name: 'version-1' });
  const figure = (term: string) => figures.locator('dl > div').filter({ hasText: term }).locator('dd');
  await expect(figure('Requests').first()).toHaveText('3');
  await expect(figure('Refused (4xx)')).toHaveText('1');
  await expect(figure('Failed (5xx)')).toHaveText('0');
  await expect(figure('Rate, last minute')).toHaveText(/\d/);
  await expect(figure('No room (429)')).toHaveText('0');
  await expect(figure('Being answered')).toHaveText('0');
  const server = page.getByRole('region', { name: 'The server' }).locator('dl > div');
  for (const term of ['Processor', 'Memory']) {
    await expect(server.filter({ hasText: term }).locator('dd')).toHaveText(/\d %/);
  }
  await expect(page.getByText(`metrics_path: /api/2.0/serving-endpoints/${name}/metrics`)).toBeVisible();
  await expectAccessible(page);
  await request.post(`/serving-endpoints/${name}/invocations`, { data: { inputs: [[1, 2, 3]] } });
  await expect(figure('Requests').first()).toHaveText('4'); // by itself
  for (const term of ['Half took up to', '99 % took up to']) {
    await expect(figure(term)).toHaveText(/\d/); // of the last minute
  }
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
