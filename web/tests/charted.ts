import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from './page';

type Point = { key: string; value: number | string; timestamp: number; step: number };

export const BEGIN = 1_760_000_000_000;
export const STEPS = 3_000;

/** An experiment of three runs with a long history that has an outlier, single values, parameters and a section. */
export async function charted(request: APIRequestContext): Promise<{ id: string; runs: string[] }> {
  const call = async (path: string, data: object) => {
    const answer = await request.post(`/ajax-api/2.0/mlflow/${path}`, { data });
    expect(answer.ok()).toBe(true);
    return (await answer.json()) as { experiment_id: string; run: { info: { run_id: string } } };
  };
  const { experiment_id: id } = await call('experiments/create', { name: `charted ${Date.now()} ${Math.random()}` });
  const runs: string[] = [];
  for (let n = 0; n < 3; n++) {
    const made = await call('runs/create', { experiment_id: id, run_name: `run-${n}`, start_time: BEGIN });
    const run = made.run.info.run_id;
    runs.push(run);
    const points: Point[] = Array.from({ length: STEPS }, (_, step) => ({
      key: 'loss',
      value: step === 1_234 ? 500 : step === 5 ? 'NaN' : Math.exp(-step / (500 + 300 * n)) + (step % 7) / 100,
      timestamp: BEGIN + step * 1_000,
      step,
    }));
    for (let from = 0; from < STEPS; from += 1_000) {
      await call('runs/log-batch', { run_id: run, metrics: points.slice(from, from + 1_000) });
    }
    const steps = [0, 1_500, 2_999].map((step, epoch) => ({ key: 'epoch', value: epoch, timestamp: BEGIN, step }));
    const single = ['auc', 'f1'].map((key, i) => ({ key, value: 0.5 + n / 10 + i / 100, timestamp: BEGIN, step: 0 }));
    const val = [0, 1, 2].map((step) => ({ key: 'val/acc', value: step / 3, timestamp: BEGIN + step, step }));
    const params = [
      { key: 'lr', value: String(0.1 / (n + 1)) },
      { key: 'depth', value: String(n + 2) },
      { key: 'kind', value: n === 0 ? 'small' : 'large' },
    ];
    await call('runs/log-batch', { run_id: run, metrics: [...steps, ...single, ...val], params });
    await call('runs/update', { run_id: run, status: 'FINISHED', end_time: BEGIN + STEPS * 1_000 });
  }
  return { id, runs };
}

export const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
export const drawing = (page: Page, name: string) => card(page, name).getByRole('application');

/** Selects a part of a chart, given as shares of its width. */
export async function drag(page: Page, name: string, from: number, to: number): Promise<void> {
  const box = await card(page, name).locator('.u-over').boundingBox();
  if (!box) throw new Error('The chart is not there');
  await page.mouse.move(box.x + box.width * from, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
}

export async function add(page: Page, kind: string, fields: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add chart' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption(kind);
  for (const [i, field] of fields.entries()) {
    if (i >= (await dialog.locator('fieldset').getByRole('combobox').count())) {
      await dialog.getByRole('button', { name: 'Add another' }).click();
    }
    const input = dialog.locator('fieldset').getByRole('combobox').nth(i);
    await input.fill(field);
    await page.getByRole('option', { name: field }).first().click();
  }
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}
