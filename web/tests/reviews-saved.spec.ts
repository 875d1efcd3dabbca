import { held } from './held';
import { expect, test } from './page';
import { made, open, said } from './queues';

test('answers that are saved after the reviewer moved on are not kept as unsaved', async ({ page, request }) => {
  const name = `moved on ${Date.now()}`;
  const { queue, traces } = await made(request, name);
  const [first = ''] = traces.toReversed();
  await open(page, request, `/${queue}/review?item=${first}`);
  const form = page.getByRole('form', { name: 'Your answers' });
  const saving = await held(page, /review-queues\/answer/);
  await form.getByRole('button', { name: 'It helped' }).click();
  await form.getByRole('button', { name: 'Save and go on' }).click();
  await saving.come();
  await form.getByRole('button', { name: 'Skip' }).click();
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible();
  const saved = page.waitForResponse(/review-queues\/answer/);
  saving.letGo();
  const { answers, ...answer } = (await saved).request().postDataJSON() as { answers: { value?: unknown }[] };
  await expect(page.getByText('1 of 3 reviewed')).toBeVisible();
  await expect
    .poll(() => page.evaluate((kept) => sessionStorage.getItem(kept), `cairn.review.${queue}`))
    .not.toContain('true');

  // Elsewhere they change their mind, which is what is shown then.
  const data = { ...answer, answers: answers.map((one) => ({ ...one, value: false })) };
  expect((await request.post('/ajax-api/3.0/cairn/review-queues/answer', { data })).ok()).toBe(true);
  await page.reload();
  await page.getByRole('button', { name: 'Previous trace' }).click();
  await expect(form.getByRole('button', { name: 'It did not' })).toHaveAttribute('aria-pressed', 'true');
});

test('what is written while answers are being saved stays', async ({ page, request }) => {
  const name = `written meanwhile ${Date.now()}`;
  const { queue, traces } = await made(request, name);
  const [first = ''] = traces.toReversed();
  await open(page, request, `/${queue}/review?item=${first}`);
  const form = page.getByRole('form', { name: 'Your answers' });
  const saving = await held(page, /review-queues\/answer/);
  await form.getByRole('button', { name: 'It helped' }).click();
  await form.getByLabel(`Why? helpful ${name}`).fill('It says how long.');
  await page.keyboard.press('Control+Enter');
  await saving.come();
  await page.keyboard.type(' And why.');
  saving.letGo();
  await expect(page.getByText('1 of 3 reviewed')).toBeVisible();
  await expect(form.getByLabel(`Why? helpful ${name}`)).toHaveValue('It says how long. And why.');
  await form.getByRole('button', { name: 'Save and go on' }).click();
  await saving.come();
  saving.letGo();
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible();
  expect((await said(request, first, name)).map((answer) => (answer as unknown[])[3])).toEqual([
    'It says how long. And why.',
  ]);
});
