import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page';
import { ask, experimentId, traceId } from './traces';

async function openTraces(page: Page, request: APIRequestContext): Promise<void> {
  await page.goto(`/#/experiments/${await experimentId(request)}/traces`);
  await expect(page.getByRole('link', { name: 'Where is my order 4711?' })).toBeVisible();
}

test('traces are found by words, by a filter and by clicks, and the address keeps the search', async ({
  page,
  request,
}) => {
  await openTraces(page, request);
  await page.getByRole('searchbox').fill('yesterday');
  await expect(page.getByRole('link', { name: 'Does it fail?' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Where is my order 4711?' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('yesterday');
  await page.getByRole('searchbox').fill("metadata.`mlflow.trace.session` = 'session-1' AND name = 'agent'");
  await expect(page.getByRole('link', { name: 'How long does it take?' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Does it fail?' })).toBeHidden();

  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: /^Status:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Error' }).click();
  await expect(page.getByRole('link', { name: 'How long does it take?' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Does it fail?' })).toBeVisible();

  await page.getByRole('button', { name: /^Time:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Last 30 days' }).click();
  await page.getByRole('button', { name: /^Assessed:/ }).click();
  await page.getByRole('menuitemradio', { name: 'score' }).click();
  await expect(page.getByRole('link', { name: 'Does it fail?' })).toBeVisible();
  expect(page.url()).toContain('window=month');
});

test('a filter that is none is told of where the traces would be', async ({ page, request }) => {
  await openTraces(page, request);
  await page.getByRole('searchbox').fill('status == ');
  await expect(page.getByRole('alert')).toBeVisible();
});

test('traces are sorted by what the server sorts by', async ({ page, request }) => {
  await openTraces(page, request);
  await page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').first().click();
  await expect(page.getByRole('row').nth(1)).toContainText('documents');
  expect(page.url()).toContain('duration');
});

test('the keyboard leads through traces, into one and through its spans', async ({ page, request }) => {
  await openTraces(page, request);
  await page.getByRole('searchbox').fill("status = 'ERROR'");
  await expect(page.getByRole('row').nth(1)).toContainText('Does it fail?');
  await page.keyboard.press('Escape');
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog');
  await expect(panel.getByRole('treeitem').first()).toBeVisible();

  const tree = panel.getByRole('tree');
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem').nth(1)).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('a trace shows its spans, what went in and out, a conversation, and where it failed', async ({
  page,
  request,
}) => {
  const id = await traceId(request, "status = 'ERROR'");
  await page.goto(`/#/experiments/${await experimentId(request)}/traces?selectedEvaluationId=${id}`);
  const panel = page.getByRole('dialog');
  await expect(panel.getByRole('treeitem')).toHaveCount(4);

  await panel.getByRole('treeitem', { name: /chat.completions/ }).click();
  await expect(panel.locator('strong', { hasText: 'short' })).toBeVisible();
  await panel.getByRole('button', { name: 'Raw' }).first().click();
  await expect(panel.getByText('"gpt-4.1-mini"')).toBeVisible();

  await panel.getByRole('treeitem', { name: /lookup_order/ }).click();
  await panel.getByRole('button', { name: 'Events' }).click();
  await expect(panel.getByText('the order service did not answer').first()).toBeVisible();

  await page.reload();
  await expect(panel.getByRole('button', { name: 'Events' })).toHaveAttribute('aria-pressed', 'true');
  await panel.getByRole('link', { name: 'Open as a page' }).click();
  await expect(page.getByRole('heading', { name: 'agent' })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: /lookup_order/ })).toHaveAttribute('aria-selected', 'true');
});

test('a trace of thousands of spans is read page by page and searched', async ({ page, request }) => {
  const id = await traceId(request, "name = 'batch-job'");
  await page.goto(`/#/experiments/${await experimentId(request)}/traces/${id}`);
  await expect(page.getByText('3,001 spans')).toBeVisible();
  expect(await page.getByRole('treeitem').count()).toBeLessThan(100);

  await page.getByRole('searchbox').fill('document 299');
  await expect(page.getByRole('treeitem')).toHaveCount(2);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Hide all' }).click();
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('treeitem', { name: /document 299/ })).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('searchbox').fill('document 299');
  await expect(page.getByRole('treeitem')).toHaveCount(2);
  await page.getByRole('tree').focus();
  await page.evaluate(() => (location.hash = location.hash.replace(/find=[^&]*/, '')));
  await expect.poll(() => page.getByRole('treeitem').count()).toBeGreaterThan(2);
  await expect(page.getByRole('tree')).toBeFocused();
});

test('a long value is cut until all of it is asked for', async ({ page, request }) => {
  const id = await traceId(request, "trace.text LIKE '%long long%'");
  await page.goto(`/#/experiments/${await experimentId(request)}/traces/${id}`);
  await expect(page.getByRole('treeitem')).toHaveCount(4);
  await page
    .getByRole('button', { name: /Show all \(/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Show less' })).toBeVisible();
});

test('spans with circles, missing parents and unset clocks are shown once, and say so', async ({ page, request }) => {
  const experiment = await experimentId(request, 'Default');
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const now = Date.now() * 1e6;
  const made = (spanId: string, parentSpanId: string, name: string, start: number) => ({
    traceId: trace,
    spanId,
    parentSpanId,
    name,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 5e6),
  });
  const spans = [
    made('1111111111111111', '', 'top', now),
    made('2222222222222222', '3333333333333333', 'circle one', now),
    made('3333333333333333', '2222222222222222', 'circle two', now),
    made('4444444444444444', '9999999999999999', 'orphan', now),
    made('5555555555555555', '1111111111111111', 'without clock', 1),
  ];
  const sent = await request.post('/v1/traces', {
    headers: { 'x-mlflow-experiment-id': experiment },
    data: { resourceSpans: [{ scopeSpans: [{ spans }] }] },
  });
  expect(sent.ok()).toBe(true);
  await page.goto(`/#/experiments/${experiment}/traces/tr-${trace}`);
  await expect(page.getByRole('treeitem')).toHaveCount(5);
  await expect(page.getByRole('img', { name: /names as its parent/ })).toHaveCount(2);
  await expect(page.getByRole('img', { name: 'Its clock was not set.' })).toHaveCount(1);
});

test('chosen traces are tagged, exported, deleted and brought back', async ({ page, request }) => {
  const question = `Is ${Date.now()} chosen?`;
  const id = await ask(request, question);
  await openTraces(page, request);
  await page.getByRole('searchbox').fill(question);
  await expect(page.getByRole('link', { name: 'Does it fail?' })).toBeHidden();
  await page.getByRole('checkbox', { name: 'Select row' }).first().click();

  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  await page.getByLabel('Key', { exact: true }).fill('seen');
  await page.getByLabel('Value', { exact: true }).fill('by ann');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('1 trace has the tag seen.')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toBe('traces.json');

  await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No trace matches')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 trace is back.')).toBeVisible();
  await expect(page.getByRole('link', { name: question })).toBeVisible();
  const data = { experiment_id: await experimentId(request), request_ids: [id] };
  expect((await request.post('/ajax-api/3.0/mlflow/traces/delete-traces', { data })).ok()).toBe(true);
});

test('the traces of a run are listed on it', async ({ page, request }) => {
  const experiment = await experimentId(request);
  const made = await request.post('/ajax-api/2.0/mlflow/runs/create', { data: { experiment_id: experiment } });
  const { run } = (await made.json()) as { run: { info: { run_id: string } } };
  const trace = await traceId(request, "trace.text LIKE '%Question 1%'");
  const link = { run_id: run.info.run_id, trace_ids: [trace] };
  await request.post('/ajax-api/2.0/mlflow/traces/link-to-run', { data: link });
  await page.goto(`/#/experiments/${experiment}/runs/${run.info.run_id}/traces`);
  await page.getByRole('link', { name: 'Question 1?' }).click();
  await expect(page.getByRole('dialog').getByRole('treeitem')).toHaveCount(4);
  expect(page.url()).toContain(`/runs/${run.info.run_id}/traces`);
});

test('sessions are listed, and one is a conversation', async ({ page, request }) => {
  await page.goto(`/#/experiments/${await experimentId(request)}/chat-sessions`);
  await expect(page.getByRole('row', { name: /session-1/ })).toContainText('3');
  await page.getByRole('link', { name: 'session-1' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Where is my order 4711?' })).toContainText('yesterday');
  await expect(page.getByRole('table')).toBeVisible();
  await page.getByRole('link', { name: 'Open the trace' }).first().click();
  await expect(page.getByRole('treeitem')).toHaveCount(4);
});

test('hostile inputs, outputs and names are only text', async ({ page, request }) => {
  const id = await traceId(request, "trace.text LIKE '%onerror%'");
  const experiment = await experimentId(request);
  await page.goto(`/#/experiments/${experiment}/traces/${id}`);
  await page.getByRole('treeitem', { name: /chat.completions/ }).click();
  await expect(page.getByText(/<script>/).first()).toBeVisible();
  await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0);
  await page.getByRole('link', { name: /<img src=x/ }).click();
  await expect(page.getByRole('heading', { name: /<img src=x/ })).toBeVisible();
  await expect(page.getByText(/<script>/).first()).toBeVisible();
});

test('an experiment without traces says how to make them', async ({ page, request }) => {
  const name = `without traces ${Date.now()}`;
  const made = await request.post('/ajax-api/2.0/mlflow/experiments/create', { data: { name } });
  const { experiment_id: id } = (await made.json()) as { experiment_id: string };
  await page.goto(`/#/experiments/${id}/traces`);
  await expect(page.getByText('@mlflow.trace')).toBeVisible();
  await page.goto(`/#/experiments/${id}/chat-sessions`);
  await expect(page.getByText('mlflow.update_current_trace')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`traces, one of them and a session can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme });
    await openTraces(page, request);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Does it fail?' }).click();
    await expect(page.getByRole('treeitem')).toHaveCount(4);
    await expectAccessible(page);
    await page.goto(`/#/experiments/${await experimentId(request)}/chat-sessions/session-1`);
    await expect(page.getByText('Where is my order 4711?')).toBeVisible();
    await expectAccessible(page);
  });
}
