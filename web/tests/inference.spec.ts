import type { APIRequestContext } from '@playwright/test';
import { ENDPOINTS, named, removed, served } from './endpoints';
import { expect, expectAccessible, test } from './page';

const OWN = '/api/3.0/cairn/serving-endpoints';

test('an endpoint keeps its requests once somebody says so, and shows them', async ({ page, request }) => {
  const name = named('kept');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}/payloads`);
  await page.getByRole('button', { name: 'Keep requests' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByLabel('Of 100 requests, keep').fill('0');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByLabel('Of 100 requests, keep').fill('100');
  await dialog.getByRole('textbox', { name: 'Never kept' }).fill('$.params.token\n');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Nothing was kept yet')).toBeVisible();
  const ask = async (inputs: unknown) => {
    const data = { inputs, params: { token: 'secret' }, client_request_id: 'mine' };
    const answer = await request.post(`/serving-endpoints/${name}/invocations`, { data });
    return answer.headers()['databricks-request-id'];
  };
  await expect.poll(() => ask([[1, 2, 3]])).toBeDefined();
  await ask('no wine');
  const table = page.getByRole('grid', { name: 'Payloads' });
  await expect(async () => {
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(table.getByText('400', { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Status: Any status' }).click();
  await page.getByRole('menuitemradio', { name: '2xx' }).click();
  await expect(page).toHaveURL(/status=2xx/);
  await expect(table.getByText('400', { exact: true })).toHaveCount(0);
  await table.getByText('mine').first().click();
  await expect(page).toHaveURL(/payload=/);
  const opened = page.getByRole('dialog');
  await expect(opened.getByText('[redacted]')).toBeVisible();
  await expect(opened.getByText('predictions')).toBeVisible();
  await expect(opened.getByText('secret')).toHaveCount(0);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('dialog').getByText('[redacted]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/payload=/);
  await removed(request, name);
});

test('drift is told column by column', async ({ page, request }) => {
  const name = named('drifting');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}/drift`);
  await expect(page.getByText('Requests are not kept')).toBeVisible();
  await request.put(`${OWN}/${name}/inference-table`, { data: {} });
  await page.reload();
  await expect(page.getByText('No rows of that time were kept')).toBeVisible();
  const rows = (first: number) => Array.from({ length: 60 }, (_, row) => [first + (row % 10), 2, 3]);
  await request.put(`${OWN}/${name}/baseline`, { data: { inputs: rows(0) } });
  const ask = async () => {
    const answer = await request.post(`/serving-endpoints/${name}/invocations`, { data: { inputs: rows(50) } });
    return answer.headers()['databricks-request-id'];
  };
  await expect.poll(ask).toBeDefined();
  const columns = page.getByRole('list', { name: 'Columns' });
  await expect(async () => {
    await page.reload();
    await expect(columns.getByRole('listitem').first()).toContainText('input[0]', { timeout: 2_000 });
  }).toPass();
  await expect(columns.getByRole('listitem').first()).toContainText('Strong change');
  await expect(columns.getByRole('listitem').filter({ hasText: 'input[1]' })).toContainText('Stable');
  await expect(page.getByText('against 60 rows that somebody gave')).toBeVisible();
  await expectAccessible(page);
  await removed(request, name);
});

test('drift is told where what is kept of requests cannot be read, and says so', async ({ page, request }) => {
  const name = named('unread');
  await served(request, name, { version: '1' });
  await request.put(`${OWN}/${name}/inference-table`, { data: {} });
  await page.route(/inference-table$/, (route) =>
    route.fulfill({ status: 400, json: { error_code: 'BAD_REQUEST', message: 'The settings are in knots.' } }),
  );
  await page.goto(`/#/endpoints/${name}/drift`);
  await expect(page.getByText('No rows of that time were kept')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('The settings are in knots.');
  await removed(request, name);
});

test('what columns are held against is set on the page, from a file or as text, and taken away', async ({
  page,
  request,
}) => {
  const name = named('held');
  await served(request, name, { version: '1' });
  await request.put(`${OWN}/${name}/inference-table`, { data: {} });
  const rows = (first: number) => ({ inputs: Array.from({ length: 60 }, (_, row) => [first + (row % 10), 2, 3]) });
  const ask = async () => {
    const answer = await request.post(`/serving-endpoints/${name}/invocations`, { data: rows(50) });
    return answer.headers()['databricks-request-id'];
  };
  await expect.poll(ask).toBeDefined();
  await page.goto(`/#/endpoints/${name}/drift`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/against the first \d+ that were kept/)).toBeVisible({ timeout: 2_000 });
  }).toPass();

  const giving = page.getByRole('dialog', { name: `Rows to hold ${name} against` });
  await page.getByRole('button', { name: 'Set a baseline' }).click();
  await giving.getByRole('textbox', { name: 'Or the rows themselves' }).fill('no rows');
  await giving.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(giving.getByRole('alert')).toContainText('A baseline');
  await expectAccessible(page);
  await giving.getByRole('textbox', { name: 'Or the rows themselves' }).fill(JSON.stringify(rows(50)));
  await giving.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByText('against 60 rows that somebody gave')).toBeVisible();
  const first = page.getByRole('list', { name: 'Columns' }).getByRole('listitem').filter({ hasText: 'input[0]' });
  await expect(first).toContainText('Stable');

  await page.getByRole('button', { name: 'Set a baseline' }).click();
  const buffer = Buffer.from(JSON.stringify(rows(0)));
  await giving
    .getByLabel('A file with the rows')
    .setInputFiles({ name: 'r.json', mimeType: 'application/json', buffer });
  await expect(giving.getByRole('textbox', { name: 'Or the rows themselves' })).toHaveValue(buffer.toString());
  await giving.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(first).toContainText('Strong change');

  await page.getByRole('button', { name: 'Use the first requests' }).click();
  const asking = page.getByRole('dialog', { name: `Hold ${name} against its first requests again?` });
  await asking.getByRole('button', { name: 'Use the first requests' }).click();
  await expect(page.getByText(/against the first \d+ that were kept/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use the first requests' })).toBeHidden();
  await removed(request, name);
});

test('columns are held against a table that a run logged', async ({ page, request }) => {
  const name = named('trained');
  await served(request, name, { version: '1' });
  await request.put(`${OWN}/${name}/inference-table`, { data: {} });
  const rows = (first: number) => Array.from({ length: 60 }, (_, row) => [first + (row % 10), 2, 3]);
  const run = await logged(request, 'train.json', { columns: ['a', 'b', 'c'], data: rows(0) });
  const ask = async () => {
    const answer = await request.post(`/serving-endpoints/${name}/invocations`, { data: { inputs: rows(50) } });
    return answer.headers()['databricks-request-id'];
  };
  await expect.poll(ask).toBeDefined();
  await page.goto(`/#/endpoints/${name}/drift`);

  const giving = page.getByRole('dialog', { name: `Rows to hold ${name} against` });
  await page.getByRole('button', { name: 'Set a baseline' }).click();
  const file = giving.getByRole('textbox', { name: 'A file of a run or a model' });
  const predictions = giving.getByRole('textbox', { name: 'Its columns that are predictions' });
  const set = giving.getByRole('button', { name: 'Set', exact: true });
  await expect(predictions).toBeDisabled();
  await file.fill(`runs:/${run}/train.json`);
  await giving.getByRole('textbox', { name: 'Or the rows themselves' }).fill('{}');
  await expect(giving.getByText('Give this, or rows below, not both.')).toBeVisible();
  await expect(set).toBeDisabled();
  await giving.getByRole('textbox', { name: 'Or the rows themselves' }).fill('');
  await predictions.fill('b, quality');
  await set.click();
  await expect(giving.getByRole('alert')).toContainText('The table has the columns a, b, c.');
  await expect(file).toHaveValue(`runs:/${run}/train.json`);
  await expect(predictions).toHaveValue('b, quality');
  await expectAccessible(page);
  await predictions.fill('');
  await set.click();

  await expect(page.getByText(`against 60 rows of runs:/${run}/train.json.`)).toBeVisible();
  const columns = page.getByRole('list', { name: 'Columns' });
  await expect(async () => {
    await page.reload();
    await expect(columns.getByRole('listitem').first()).toContainText('input[0]', { timeout: 2_000 });
  }).toPass();
  await expect(columns.getByRole('listitem').first()).toContainText('Strong change');
  await expect(columns.getByRole('listitem').filter({ hasText: 'input[1]' })).toContainText('Stable');
  await expectAccessible(page);
  await removed(request, name);
});

/** A new run that has a file. */
async function logged(request: APIRequestContext, name: string, content: unknown): Promise<string> {
  const made = await request.post('/api/2.0/mlflow/runs/create', { data: { experiment_id: '0' } });
  const { info } = ((await made.json()) as { run: { info: { run_id: string; artifact_uri: string } } }).run;
  const root = info.artifact_uri.replace('mlflow-artifacts:/', '/api/2.0/mlflow-artifacts/artifacts/');
  const put = await request.put(`${root}/${name}`, { data: Buffer.from(JSON.stringify(content)) });
  expect(put.ok()).toBe(true);
  return info.run_id;
}

test('an endpoint tells what was done to it', async ({ page, request }) => {
  const name = named('told');
  await served(request, name, { version: '1' });
  await request.patch(`${ENDPOINTS}/${name}/tags`, { data: { add_tags: [{ key: 'team', value: 'cellar' }] } });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('link', { name: 'Events' }).click();
  const events = page.getByRole('list', { name: 'Events' });
  await expect(events.getByRole('listitem').first()).toContainText('The tag team was set to “cellar”');
  await expect(events.getByText('Configuration 1 answers')).toBeVisible();
  await expect(events.getByText('The endpoint was made')).toBeVisible();
  await expectAccessible(page);
  await request.put(`${OWN}/${name}/inference-table`, { data: {} });
  await request.put(`${OWN}/${name}/inference-table`, { data: { enabled: false } });
  await page.reload();
  await expect(events.getByText('Requests are kept from now on, as the settings say')).toBeVisible();
  await expect(events.getByText('Requests are not kept any more')).toBeVisible();
  await removed(request, name);
});
