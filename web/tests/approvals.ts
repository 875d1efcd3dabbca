import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from './page';

export const MLFLOW = '/ajax-api/2.0/mlflow';
export const OWN = '/ajax-api/3.0/cairn/registry';

/** What must succeed. */
export async function done(answer: Promise<{ ok(): boolean; text(): Promise<string> }>): Promise<void> {
  const reply = await answer;
  expect(reply.ok(), await reply.text()).toBe(true);
}

/** A model of its own with two versions that have neither run nor file here. */
export async function madeModel(request: APIRequestContext): Promise<string> {
  const name = `asked ${Date.now()} ${Math.round(Math.random() * 1e6)}`;
  await done(request.post(`${MLFLOW}/registered-models/create`, { data: { name } }));
  for (const source of ['s3://bucket/1', 's3://bucket/2']) {
    await done(request.post(`${MLFLOW}/model-versions/create`, { data: { name, source } }));
  }
  return name;
}

/** Asks for something about a version; gives the id of the request. */
export async function ask(request: APIRequestContext, data: Record<string, string>): Promise<string> {
  const answer = await request.post(`${OWN}/requests/create`, { data });
  return ((await answer.json()) as { request: { request_id: string } }).request.request_id;
}

/** How many requests about a model are open. */
export async function openRequests(request: APIRequestContext, name: string): Promise<number> {
  const answer = await request.get(`${OWN}/requests/list?name=${encodeURIComponent(name)}`);
  return ((await answer.json()) as { requests?: unknown[] }).requests?.length ?? 0;
}

/** Where a model is, or a part of it. */
export function at(name: string, rest = ''): string {
  return `/#/models/${encodeURIComponent(name)}${rest}`;
}

/** The lines of open requests. */
export const requestsOf = (page: Page) => page.getByRole('list', { name: 'Requests' }).getByRole('listitem');

/** The lines of what was done. */
export const activityOf = (page: Page) => page.getByRole('list', { name: 'Activity' }).getByRole('listitem');

/** The link to a part of a model or version. */
export const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: /^Parts of the/ }).getByRole('link', { name });

/** The dialog in front. Messages that pass are some as well, but have no name. */
export const dialogOf = (page: Page) => page.getByRole('dialog', { name: /./ });
