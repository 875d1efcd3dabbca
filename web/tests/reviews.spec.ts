import { expect, expectAccessible, test } from './page';
import { made, open, said } from './queues';
import { experimentId, traceId } from './traces';

test('a queue is created with its questions, renamed, given to others and deleted', async ({ page, request }) => {
  const name = `made by hand ${Date.now()}`;
  await open(page, request);
  await expect(page.getByRole('row', { name: /weekly sample/ })).toContainText('of 4 reviewed');
  await page.getByRole('button', { name: 'New queue' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Assigned to').fill('Ann, bob');
  await dialog.getByLabel('tone').check();
  await dialog.getByRole('button', { name: 'Create' }).click();

  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('ann, bob')).toBeVisible();
  await expect(page.getByText('tone', { exact: true })).toBeVisible();
  await expect(page.getByText('The queue is empty')).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill(`${name}, renamed`);
  await dialog.getByLabel('Assigned to').fill('');
  await dialog.getByLabel('helpful', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: `${name}, renamed` })).toBeVisible();
  await expect(page.getByText('Anybody')).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row', { name: /weekly sample/ })).toBeVisible();
  await expect(page.getByRole('row', { name })).toHaveCount(0);
});

test('questions of every kind are created, changed and deleted', async ({ page, request }) => {
  const mark = String(Date.now());
  await open(page, request, '?part=questions');
  const dialog = page.getByRole('dialog');
  const create = async (name: string, fill: () => Promise<void>) => {
    await page.getByRole('button', { name: 'New question' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill(`${name} ${mark}`);
    await fill();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog).toBeHidden();
  };
  await create('good', async () => {
    await dialog.getByLabel('Label of yes').fill('Fine');
    await dialog.getByLabel('Reviewers may say why').check();
  });
  await create('tones', async () => {
    await dialog.getByRole('button', { name: 'Options' }).click();
    await dialog.getByLabel('Options, one a line').fill('warm\ncold');
    await dialog.getByLabel('Several can be chosen').check();
  });
  await create('figure', async () => {
    await dialog.getByRole('button', { name: 'Number' }).click();
    await dialog.getByLabel('Least').fill('ten');
    await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
    await dialog.getByLabel('Least').fill('0');
  });
  await create('words', async () => {
    await dialog.getByRole('button', { name: 'Expectation' }).click();
    await dialog.getByRole('button', { name: 'Text' }).click();
    await dialog.getByLabel('Most characters').fill('100');
  });
  await expect(page.getByRole('row', { name: `good ${mark}` })).toContainText('Fine / No');
  await expect(page.getByRole('row', { name: `tones ${mark}` })).toContainText('warm, cold');
  await expect(page.getByRole('row', { name: `figure ${mark}` })).toContainText('0 or more');
  await expect(page.getByRole('row', { name: `words ${mark}` })).toContainText('Expectation');
  await expect(page.getByRole('row', { name: /^Feedback/ })).toContainText('Of every experiment');

  await page.getByRole('button', { name: `Edit tones ${mark}` }).click();
  await dialog.getByLabel('Options, one a line').fill('warm\ncold\nneither');
  await dialog.getByLabel('Instruction').fill('How does it sound?');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: `tones ${mark}` })).toContainText('warm, cold, neither');
  await expect(page.getByRole('row', { name: `tones ${mark}` })).toContainText('How does it sound?');

  for (const name of ['good', 'tones', 'figure', 'words']) {
    await page.getByRole('button', { name: `Delete ${name} ${mark}` }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByRole('row', { name: mark })).toHaveCount(0);
});

test('traces are added to a queue from their list and from one of them', async ({ page, request }) => {
  const name = `added ${Date.now()}`;
  const id = await experimentId(request);
  const filter = encodeURIComponent("metadata.`mlflow.trace.session` = 'session-1'");
  await page.goto(`/#/experiments/${id}/traces?q=${filter}`);
  await expect(page.getByRole('link', { name: 'How long does it take?' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Does it fail?' })).toBeHidden();
  await page.getByRole('checkbox', { name: 'Select row' }).nth(0).click();
  await page.getByRole('checkbox', { name: 'Select row' }).nth(1).click();
  await page.getByRole('button', { name: 'Add to review queue' }).click();
  const dialog = page.getByRole('dialog', { name: /Add 2 traces/ });
  await dialog.getByRole('radio', { name: 'A new queue …' }).check();
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('stars', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(`2 traces are in “${name}”.`)).toBeVisible();

  await page.goto(`/#/experiments/${id}/traces/${await traceId(request, "trace.text LIKE '%long long%'")}`);
  await page.getByRole('button', { name: 'Add to review queue' }).click();
  await page.getByRole('dialog').getByRole('radio', { name }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(`1 trace is in “${name}”.`)).toBeVisible();
  await page.getByRole('button', { name: 'Open the queue' }).first().click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('0 of 3 reviewed')).toBeVisible();
});

test('a reviewer answers about one trace after the other', async ({ page, request }) => {
  test.slow();
  const name = `answered ${Date.now()}`;
  const { queue, traces } = await made(request, name);
  const [first = '', second = '', third = ''] = traces.toReversed(); // the newest stands first
  await open(page, request, `/${queue}`);
  await page.getByRole('button', { name: 'Reviewing as' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Ann');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Start reviewing' }).click();

  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible();
  await expect(page.getByText('Question 3?').first()).toBeVisible();
  const form = page.getByRole('form', { name: 'Your answers' });
  await expect(form.getByRole('button', { name: 'Save and go on' })).toBeDisabled();
  await form.getByLabel(`Why? helpful ${name}`).fill('It says how long.');
  await form.getByRole('button', { name: 'vague' }).click();
  await expect(form.getByText('Choose an answer for this comment')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Save and go on' })).toBeDisabled();
  await form.getByRole('button', { name: 'It helped' }).click();
  await form.getByRole('button', { name: 'rude' }).click();
  await form.getByLabel(`Your answer stars ${name}`).fill('9');
  await expect(form.getByText('At most 5.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Save and go on' })).toBeDisabled();
  await form.getByLabel(`Your answer stars ${name}`).fill('4.5');
  await form.getByLabel(`Your answer ideal ${name}`).fill('Within 5 days.');
  await page.keyboard.press('Control+Enter');

  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible();
  await expect(page.getByText('1 of 3 reviewed')).toBeVisible();
  expect(await said(request, first, name)).toEqual([
    ['helpful', true, 'ann', 'It says how long.'],
    ['flaws', ['vague', 'rude'], 'ann', undefined],
    ['stars', 4.5, 'ann', undefined],
    ['ideal', 'Within 5 days.', 'ann', undefined],
  ]);

  // What is not saved stays while one looks at another, and over a reload.
  await form.getByRole('button', { name: 'It did not' }).click();
  await page.reload();
  await expect(form.getByRole('button', { name: 'It did not' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('heading', { name: 'Review' }).click();
  await page.keyboard.press('s');
  await expect(page.getByText('3 of 3', { exact: true })).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible();
  await expect(form.getByRole('button', { name: 'It did not' })).toHaveAttribute('aria-pressed', 'true');
  await form.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByText('3 of 3', { exact: true })).toBeVisible();
  await form.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText('Everything is reviewed')).toBeVisible();

  // Answers are shown again, changed in place, and a review is begun anew.
  await open(page, request, `/${queue}/review?item=${first}`);
  await expect(form.getByText('Reviewed by ann')).toBeVisible();
  await expect(form.getByRole('button', { name: 'It helped' })).toHaveAttribute('aria-pressed', 'true');
  await form.getByRole('button', { name: 'vague' }).click();
  await form.getByLabel(`Your answer ideal ${name}`).fill('');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect
    .poll(async () => said(request, first, name))
    .toEqual([
      ['helpful', true, 'ann', 'It says how long.'],
      ['flaws', ['rude'], 'ann', undefined],
      ['stars', 4.5, 'ann', undefined],
    ]);
  await open(page, request, `/${queue}/review?item=${third}`);
  await form.getByRole('button', { name: 'Review again' }).click();
  await expect(form.getByText('Declined by ann')).toBeHidden();
  await open(page, request, `/${queue}?status=COMPLETE`);
  await expect(page.getByRole('link', { name: 'Question 2?' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Question 1?' })).toBeHidden();
  expect(second).not.toBe('');
});

test('traces are taken out of a queue once somebody agrees', async ({ page, request }) => {
  const { queue } = await made(request, `taken out ${Date.now()}`);
  await open(page, request, `/${queue}`);
  await page.getByRole('checkbox', { name: 'Select row' }).first().click();
  await page.getByRole('button', { name: 'Take out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take 1 trace out of the queue?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('0 of 3 reviewed')).toBeVisible();
  await page.getByRole('button', { name: 'Take out' }).click();
  await dialog.getByRole('button', { name: 'Take out' }).click();
  await expect(page.getByText('0 of 2 reviewed')).toBeVisible();
  await expect(dialog).toBeHidden();

  // Another choice of rows is not about those that are out of sight then.
  await page.getByRole('checkbox', { name: 'Select row' }).first().click();
  await expect(page.getByText('1 selected')).toBeVisible();
  await open(page, request, `/${queue}?status=COMPLETE`);
  await expect(page.getByText('1 selected')).toBeHidden();
});

test('a reviewer looks at all spans of a trace, and the address keeps it', async ({ page, request }) => {
  const { queue, traces } = await made(request, `spans ${Date.now()}`);
  await open(page, request, `/${queue}/review?item=${traces[0] ?? ''}`);
  await page.getByRole('button', { name: 'Spans' }).click();
  await page.getByRole('treeitem', { name: /retrieve/ }).click();
  await page.reload();
  await expect(page.getByRole('treeitem', { name: /retrieve/ })).toHaveAttribute('aria-selected', 'true');
});

test('a queue that is not there says so, and an experiment without queues says what they are for', async ({
  page,
  request,
}) => {
  await open(page, request, '/rq-missing');
  await expect(page.getByText('This is not there (any more)')).toBeVisible();
  const created = await request.post('/ajax-api/2.0/mlflow/experiments/create', {
    data: { name: `without queues ${Date.now()}` },
  });
  const { experiment_id: id } = (await created.json()) as { experiment_id: string };
  await page.goto(`/#/experiments/${id}/review-queue`);
  await expect(page.getByText('No review queue yet')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`reviews can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const { queue } = await made(request, `read ${colorScheme} ${Date.now()}`);
    await open(page, request);
    await expect(page.getByRole('grid')).toBeVisible();
    await expectAccessible(page);
    await open(page, request, '?part=questions');
    await expect(page.getByRole('grid')).toBeVisible();
    await expectAccessible(page);
    await open(page, request, `/${queue}`);
    await expect(page.getByRole('link', { name: 'Question 3?' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Start reviewing' }).click();
    await expect(page.getByRole('button', { name: 'It helped' })).toBeVisible();
    await expectAccessible(page);
  });
}
