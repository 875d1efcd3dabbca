import { expect, expectAccessible, test } from './page';

const API = '/ajax-api/2.0/mlflow';

type Request = Parameters<Parameters<typeof test>[2]>[0]['request'];

async function asked<Answer>(request: Request, path: string, data: object): Promise<Answer> {
  const reply = await request.post(`${API}/${path}`, { data });
  expect(reply.ok(), await reply.text()).toBe(true);
  return (await reply.json()) as Answer;
}

/** A version of a run that read so many data sets, all of its own. */
async function madeVersion(request: Request, dataSets: number): Promise<{ name: string; run: string }> {
  const name = `lineage ${Date.now()} ${Math.round(Math.random() * 1e6)}`;
  const { experiment_id: id } = await asked<{ experiment_id: string }>(request, 'experiments/create', { name });
  const body = { experiment_id: id, run_name: 'training' };
  const { run } = await asked<{ run: { info: { run_id: string } } }>(request, 'runs/create', body);
  const runId = run.info.run_id;
  const datasets = Array.from({ length: dataSets }, (_, number) => ({
    dataset: { name: `customers ${number}`, digest: `${id}-${number}`, source_type: 'local', source: '{}' },
    tags: [{ key: 'mlflow.data.context', value: 'training' }],
  }));
  if (dataSets > 0) await asked(request, 'runs/log-inputs', { run_id: runId, datasets });
  await asked(request, 'registered-models/create', { name });
  await asked(request, 'model-versions/create', { name, source: `runs:/${runId}/model`, run_id: runId });
  return { name, run: runId };
}

function at(name: string): string {
  return `/#/models/${encodeURIComponent(name)}/versions/1/lineage`;
}

test('a version shows what it came from, as a picture and in words, and each leads there', async ({
  page,
  request,
}) => {
  const { name } = await madeVersion(request, 2);
  await page.goto(`/#/models/${encodeURIComponent(name)}/versions/1`);
  await page.getByRole('link', { name: 'Lineage', exact: true }).click();
  const graph = page.getByRole('list', { name: 'Lineage' });
  await expect(graph.getByRole('listitem')).toHaveCount(4);
  await expect(graph.getByRole('link', { name: new RegExp(`^${name}, version 1`) })).toHaveAttribute(
    'aria-current',
    /true|page/,
  );
  const words = page.getByRole('region', { name: /In words/ });
  await expect(words.getByRole('listitem').filter({ hasText: 'was read by' })).toHaveCount(2);
  await expect(words.getByRole('listitem').filter({ hasText: 'was registered as' })).toContainText('training');
  await graph.getByRole('link', { name: /^training/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'training' })).toBeVisible();
});

test('a run and a logged model show what they came from and became', async ({ page, request }) => {
  const { name, run } = await madeVersion(request, 1);
  await page.goto(`/#/runs/${run}`);
  await page.getByRole('navigation', { name: 'Parts of the run' }).getByRole('link', { name: 'Lineage' }).click();
  const graph = page.getByRole('list', { name: 'Lineage' });
  await expect(graph.getByRole('listitem')).toHaveCount(3);
  await expect(graph.getByRole('link', { name: /^training/ })).toHaveAttribute('aria-current', /true|page/);
  await graph.getByRole('link', { name: new RegExp(`^${name}, version 1`) }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1' })).toBeVisible();

  const { experiment_id: id } = await asked<{ experiment_id: string }>(request, 'experiments/create', {
    name: `${name} logged`,
  });
  const body = { experiment_id: id, name: 'logged', source_run_id: run };
  const { model } = await asked<{ model: { info: { model_id: string } } }>(request, 'logged-models', body);
  await page.goto(`/#/experiments/${id}/models/${model.info.model_id}/lineage`);
  await expect(graph.getByRole('link', { name: /^logged/ })).toHaveAttribute('aria-current', /true|page/);
  await expect(graph.getByRole('link', { name: /^training/ })).toBeVisible();
  await expectAccessible(page);
});

test('a version of a prompt in a graph leads to its page', async ({ page, request }) => {
  const { name } = await madeVersion(request, 1);
  await page.route(/cairn\/lineage\?/, async (route) => {
    const reply = await route.fetch();
    const graph = (await reply.json()) as { nodes: object[]; edges: object[] };
    const prompt = { key: 'p', kind: 'PROMPT_VERSION', name: 'greeting', id: '2', is_hidden: false };
    const root = (graph.nodes[0] as { key: string }).key;
    await route.fulfill({
      json: { nodes: [...graph.nodes, prompt], edges: [...graph.edges, { from: 'p', to: root, kind: 'TOLD' }] },
    });
  });
  await page.goto(at(name));
  const graph = page.getByRole('list', { name: 'Lineage' });
  await expect(graph.getByRole('link', { name: /^greeting, version 2/ })).toHaveAttribute(
    'href',
    '#/prompts/greeting/versions/2',
  );
});

test('the arrows lead from node to node, from the left to the right', async ({ page, request }) => {
  const { name } = await madeVersion(request, 1);
  await page.goto(at(name));
  const graph = page.getByRole('list', { name: 'Lineage' });
  const [data, run, version] = [/^customers 0/, /^training/, /^lineage/].map((one) =>
    graph.getByRole('link', { name: one }),
  );
  await data?.focus();
  await page.keyboard.press('ArrowRight');
  await expect(run ?? graph).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(version ?? graph).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(run ?? graph).toBeFocused();
});

test('what has no page shows what surrounds it, and the way back is kept in the address', async ({ page, request }) => {
  const { name } = await madeVersion(request, 1);
  await page.goto(at(name));
  const graph = page.getByRole('list', { name: 'Lineage' });
  await graph.getByRole('link', { name: /^customers 0/ }).click();
  await expect(page.getByText('What surrounds customers 0')).toBeVisible();
  await expect(graph.getByRole('link', { name: /^customers 0/ })).toHaveAttribute('aria-current', /true|page/);
  await page.reload();
  await expect(page.getByText('What surrounds customers 0')).toBeVisible();
  await page.getByRole('link', { name: 'Back to this page' }).click();
  await expect(graph.getByRole('link', { name: /^lineage/ })).toHaveAttribute('aria-current', /true|page/);
});

test('one way alone is shown, and a version without any says how it gets some', async ({ page, request }) => {
  const { name } = await madeVersion(request, 1);
  await page.goto(at(name));
  await expect(page.getByRole('list', { name: 'Lineage' })).toBeVisible();
  await page.getByRole('button', { name: 'Became' }).click();
  await expect(page.getByRole('heading', { name: /^Nothing is known/ })).toBeVisible();
  await expect(page).toHaveURL(/DOWNSTREAM/);
  await page.getByRole('button', { name: 'Came from' }).click();
  await expect(page.getByRole('list', { name: 'Lineage' })).toBeVisible();
});

test('more than fits is said, and shown where it is asked for without losing the place', async ({ page, request }) => {
  const { name } = await madeVersion(request, 150);
  await page.goto(at(name));
  const graph = page.getByRole('list', { name: 'Lineage' });
  await expect(page.getByText('The nearest 100 are shown.')).toBeVisible();
  await expect(graph.getByRole('listitem')).toHaveCount(100);
  const version = graph.getByRole('link', { name: /^lineage/ });
  await expect(version).toBeInViewport();
  await page.getByRole('button', { name: 'Show more', exact: true }).click();
  await expect(graph.getByRole('listitem')).toHaveCount(152);
  await expect(version).toBeInViewport();
});

test('a version of the catalogue has lineage beyond the workspace', async ({ page }) => {
  await page.goto('/#/catalogue/models/sales.eu.iris/versions/1');
  await page.getByRole('link', { name: 'Lineage', exact: true }).click();
  const graph = page.getByRole('list', { name: 'Lineage' });
  await expect(graph.getByRole('link', { name: /^irises/ })).toBeVisible();
  await expect(graph.getByRole('link', { name: /^sales\.us\.iris, version 1/ })).toBeVisible();
});

test('what one may not see is hidden, and said to be', async ({ page, request }) => {
  const { name } = await madeVersion(request, 1);
  await page.route('**/cairn/lineage?**', async (route) => {
    const reply = await route.fetch();
    const told = (await reply.json()) as { nodes: { key: string; kind: string }[] };
    const nodes = told.nodes.map((node) =>
      node.kind === 'RUN' ? { key: node.key, kind: node.kind, is_hidden: true } : node,
    );
    await route.fulfill({ response: reply, json: { ...told, nodes } });
  });
  await page.goto(at(name));
  const graph = page.getByRole('list', { name: 'Lineage' });
  await expect(graph.getByText('You may not see this')).toBeVisible();
  await expect(graph.getByRole('link')).toHaveCount(2);
  await expect(page.getByText('1 thing is hidden, since you may not see it.')).toBeVisible();
});

test('a failure says so and is tried again', async ({ page, request }) => {
  const { name } = await madeVersion(request, 0);
  let isDown = true;
  await page.route('**/cairn/lineage?**', (route) =>
    isDown
      ? route.fulfill({ status: 500, json: { error_code: 'INTERNAL_ERROR', message: 'The database is away.' } })
      : route.continue(),
  );
  await page.goto(at(name));
  await expect(page.getByRole('alert')).toContainText('The database is away.');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: 'Lineage' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`lineage can be read by everyone, on a phone as well, ${theme}`, async ({ page, request }) => {
    await page.addInitScript((chosen) => localStorage.setItem('cairn.theme', chosen), theme);
    const { name } = await madeVersion(request, 2);
    await page.goto(at(name));
    await expect(page.getByRole('list', { name: 'Lineage' })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const beyond = await page.locator('#content').evaluate((content) => content.scrollWidth - content.clientWidth);
    expect(beyond).toBe(0);
  });
}
