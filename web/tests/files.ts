import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from './page';

const API = '/ajax-api/2.0/mlflow';

/** The address of the artifacts of the run that has a file of each kind. */
export async function artifacts(request: APIRequestContext): Promise<string> {
  const found = await request.get(`${API}/experiments/get-by-name?experiment_name=everything%20of%20a%20run`);
  const { experiment } = (await found.json()) as { experiment: { experiment_id: string } };
  const data = { experiment_ids: [experiment.experiment_id], filter: "attributes.run_name = 'irises'" };
  const runs = (await (await request.post(`${API}/runs/search`, { data })).json()) as {
    runs: { info: { run_id: string } }[];
  };
  return `/#/experiments/${experiment.experiment_id}/runs/${runs.runs[0]?.info.run_id ?? ''}/artifacts`;
}

export async function open(page: Page, request: APIRequestContext, file: string): Promise<void> {
  await page.goto(`${await artifacts(request)}/files/${file}`);
  await expect(page.getByRole('region', { name: `files/${file}` }).first()).toBeVisible();
}
