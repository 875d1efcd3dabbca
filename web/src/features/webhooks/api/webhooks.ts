import { queryOptions } from '@tanstack/react-query';
import type { ListRegistryWebhooksResponse, ListWebhooksResponse } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

type OfMlflow = NonNullable<ListWebhooksResponse['webhooks']>[number];
type Managed = NonNullable<ListRegistryWebhooksResponse['webhooks']>[number];
type MlflowEvent = NonNullable<OfMlflow['events']>[number];

/** A webhook of either dialect; events by name, such as `model_version.created`. */
export type Webhook = {
  id: string;
  /** Of MLflow's API, or of the managed platform's. */
  isManaged: boolean;
  /** Empty for the managed platform's, which have none. */
  name: string;
  description: string;
  url: string;
  events: readonly string[];
  status: 'ACTIVE' | 'DISABLED' | 'TEST_MODE';
  /** Of which alone it hears. */
  model: string | undefined;
};

/** What can be told of models and prompts. */
export const EVENTS = [
  'registered_model.created',
  'model_version.created',
  'model_version_tag.set',
  'model_version_tag.deleted',
  'model_version_alias.created',
  'model_version_alias.deleted',
  'prompt.created',
  'prompt_version.created',
  'prompt_tag.set',
  'prompt_tag.deleted',
  'prompt_version_tag.set',
  'prompt_version_tag.deleted',
  'prompt_alias.created',
  'prompt_alias.deleted',
] as const;

const WEBHOOKS = '/ajax-api/2.0/mlflow/webhooks';
const WEBHOOK = '/ajax-api/2.0/mlflow/webhooks/{webhook_id}';
const MANAGED = '/ajax-api/2.0/mlflow/registry-webhooks';

const ofMlflow = (webhook: OfMlflow): Webhook => ({
  id: webhook.webhook_id,
  isManaged: false,
  name: webhook.name,
  description: webhook.description ?? '',
  url: webhook.url,
  events: (webhook.events ?? []).map(({ entity, action }) => `${entity}.${action}`.toLowerCase()),
  status: webhook.status,
  model: undefined,
});

const managed = (webhook: Managed): Webhook => ({
  id: webhook.id,
  isManaged: true,
  name: '',
  description: webhook.description ?? '',
  url: webhook.http_url_spec.url ?? '',
  events: webhook.events ?? [],
  status: webhook.status,
  model: webhook.model_name ?? undefined,
});

/** All of the workspace, of which there are at most a hundred. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: async ({ signal }): Promise<Webhook[]> => {
    const query = { max_results: 1000 };
    const [own, others] = await Promise.all([
      answer(api.GET(WEBHOOKS, { params: { query }, signal })),
      answer(api.GET(`${MANAGED}/list`, { params: { query }, signal })),
    ]);
    return [...(own.webhooks ?? []).map(ofMlflow), ...(others.webhooks ?? []).map(managed)];
  },
});

export type Draft = {
  name: string;
  description: string;
  url: string;
  events: readonly string[];
  /** Undefined to keep the one that it has. */
  secret: string | undefined;
};

function event(name: string): MlflowEvent {
  const [entity = '', action = ''] = name.toUpperCase().split('.');
  return { entity, action } as MlflowEvent;
}

/** Makes one, or changes the one with an id. */
export const useSaveWebhook = (id: string | undefined) =>
  useChange('webhooks', async ({ events, secret, ...rest }: Draft) => {
    const body = { ...rest, events: events.map(event), ...(secret !== undefined && { secret }) };
    if (id === undefined) await answer(api.POST(WEBHOOKS, { body }));
    else await answer(api.PATCH(WEBHOOK, { params: { path: { webhook_id: id } }, body }));
  });

/** Switches one on or off. */
export const useSwitchWebhook = ({ id, isManaged }: Webhook) =>
  useChange('webhooks', async (status: 'ACTIVE' | 'DISABLED') => {
    if (isManaged) await answer(api.PATCH(`${MANAGED}/update`, { body: { id, status } }));
    else await answer(api.PATCH(WEBHOOK, { params: { path: { webhook_id: id } }, body: { status } }));
  });

export const useDeleteWebhook = ({ id, isManaged }: Webhook) =>
  useChange('webhooks', async () => {
    if (isManaged) await answer(api.DELETE(`${MANAGED}/delete`, { body: { id } }));
    else await answer(api.DELETE(WEBHOOK, { params: { path: { webhook_id: id } }, body: {} }));
  });

export type Trial = { isTaken: boolean; status: number | undefined; text: string };

/** Sends an example, and tells what came back. */
export const useTestWebhook = ({ id, isManaged }: Webhook) =>
  useChange('webhook-log', async (): Promise<Trial> => {
    if (isManaged) {
      const { status_code: status = 0, body } = await answer(api.POST(`${MANAGED}/test`, { body: { id } }));
      return { isTaken: status < 400, status, text: body };
    }
    const { result } = await answer(api.POST(`${WEBHOOK}/test`, { params: { path: { webhook_id: id } }, body: {} }));
    return {
      isTaken: result.success === true,
      status: result.response_status ?? undefined,
      text: result.error_message ?? result.response_body ?? '',
    };
  });
