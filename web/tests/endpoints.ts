import { expect, type APIRequestContext } from '@playwright/test';

export const ENDPOINTS = '/api/2.0/serving-endpoints';

/** A name that no other test has. */
export const named = (what: string): string => `${what}-${Date.now()}`;

type Entity = { version: string; name?: string; share?: number };

/** An endpoint of its own that serves versions of the model `wine-quality`, and answers. */
export async function served(request: APIRequestContext, name: string, ...entities: Entity[]): Promise<void> {
  const config = configOf(...entities);
  const made = await request.post(ENDPOINTS, { data: { name, config } });
  expect(made.ok(), await made.text()).toBe(true);
  await settled(request, name);
}

/** Has an endpoint serve other entities, and waits until it does. */
export async function replaced(request: APIRequestContext, name: string, ...entities: Entity[]): Promise<void> {
  const put = await request.put(`${ENDPOINTS}/${name}/config`, { data: configOf(...entities) });
  expect(put.ok(), await put.text()).toBe(true);
  await settled(request, name);
}

/** Has an entity get more of the requests, until somebody ends that. */
export async function rolledOut(request: APIRequestContext, name: string, entity: string, steps: number[]) {
  const started = await request.post(`/api/3.0/cairn/serving-endpoints/${name}/rollout`, { data: { entity, steps } });
  expect(started.ok(), await started.text()).toBe(true);
}

/** As a program asks for it. */
function configOf(...entities: Entity[]) {
  const names = entities.map(({ name, version }) => name ?? `version-${version.replace('@', '')}`);
  return {
    served_entities: entities.map(({ version }, place) => ({
      name: names[place],
      entity_name: 'wine-quality',
      entity_version: version,
    })),
    traffic_config: {
      routes: entities.map(({ share = 100 }, place) => ({
        served_entity_name: names[place],
        traffic_percentage: share,
      })),
    },
  };
}

type Told = { state: { config_update: string }; config: { config_version: number } };

/** Waits until nothing of an endpoint is being loaded. */
export async function settled(request: APIRequestContext, name: string): Promise<Told> {
  const read = async () => (await (await request.get(`${ENDPOINTS}/${name}`)).json()) as Told;
  await expect.poll(async () => (await read()).state.config_update).not.toBe('IN_PROGRESS');
  return read();
}

export const removed = (request: APIRequestContext, name: string) => request.delete(`${ENDPOINTS}/${name}`);
