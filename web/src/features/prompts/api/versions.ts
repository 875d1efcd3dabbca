import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { quotedText } from '@/lib/filter';
import type { Page } from '@/lib/loaded-rows';
import { IS_PROMPT } from '@/lib/prompts';
import type { ModelVersion } from '@/lib/registry';
import { parsed } from '@/lib/traces';
import { messagesIn, type Message, type Template } from './template';

const PAGE_SIZE = 100;
const TEXT = 'mlflow.prompt.text';
const TYPE = '_mlflow_prompt_type';
const RESPONSE_FORMAT = '_mlflow_prompt_response_format';
const MODEL_CONFIG = '_mlflow_prompt_model_config';

/** What clients write where a model has a source. */
const NO_SOURCE = 'dummy-source';

/** Which version is meant. */
export type Place = { name: string; version: string };

/** A version of a prompt: its template, and what was said with it. */
export type PromptVersion = Place & {
  template: Template;
  /** What model it is for, with its settings; undefined where nothing is said. */
  modelConfig: unknown;
  /** The form of the answers, a JSON schema; undefined where nothing is said. */
  responseFormat: unknown;
  message: string;
  aliases: readonly string[];
  tags: readonly Tag[];
  created: number | undefined;
  updated: number | undefined;
};

/** What the registry keeps of a version, which is a model's to it. */
export function promptVersionOf(kept: ModelVersion): PromptVersion {
  const { tags = [], aliases = [], name, version, description } = kept;
  const said = (key: string) => tags.find((tag) => tag.key === key)?.value;
  const text = said(TEXT) ?? '';
  return {
    name,
    version,
    template: (said(TYPE) === 'chat' ? messagesIn(text) : undefined) ?? text,
    modelConfig: parsed(said(MODEL_CONFIG)),
    responseFormat: parsed(said(RESPONSE_FORMAT)),
    message: description ?? '',
    aliases,
    tags,
    created: kept.creation_timestamp,
    updated: kept.last_updated_timestamp,
  };
}

/** The versions of one prompt, newest first. */
export async function searchVersions(
  name: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<PromptVersion>> {
  const query = {
    filter: `name = ${quotedText(name)} AND tags.\`${IS_PROMPT}\` = 'true'`,
    max_results: PAGE_SIZE,
    order_by: ['version_number DESC'],
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/2.0/mlflow/model-versions/search', { params: { query }, signal }));
  return { rows: (page.model_versions ?? []).map(promptVersionOf), next: page.next_page_token ?? undefined };
}

export function promptVersionQuery(name: string, version: string) {
  return queryOptions({
    queryKey: ['prompts', 'version', name, version],
    queryFn: async ({ signal }) => {
      const params = { query: { name, version } };
      const found = await answer(api.GET('/ajax-api/2.0/mlflow/model-versions/get', { params, signal }));
      return promptVersionOf(found.model_version);
    },
  });
}

/** Who made a version; null where nobody is known. */
export function makerQuery({ name, version }: Place) {
  return queryOptions({
    queryKey: ['prompts', 'maker', name, version],
    queryFn: async ({ signal }) => {
      const params = { query: { name, version } };
      const { activities = [] } = await answer(
        api.GET('/ajax-api/3.0/cairn/registry/activity/list', { params, signal }),
      );
      return activities.find(({ kind }) => kind === 'VERSION_CREATED')?.user_id ?? null;
    },
  });
}

/** What a new version is made of; the settings are JSON, empty where there are none. */
export type Draft = { template: Template; message: string; modelConfig: string; responseFormat: string };

/** Adds a version, and before the first one the prompt itself, as MLflow's client does. */
export function useAddVersion() {
  return useChange('prompts', async ({ name, isNew, draft }: { name: string; isNew: boolean; draft: Draft }) => {
    if (isNew) {
      const tags = [{ key: IS_PROMPT, value: 'true' }];
      const body = { name, description: draft.message, tags };
      await api.POST('/ajax-api/2.0/mlflow/registered-models/create', { body });
    }
    try {
      const body = { name, source: NO_SOURCE, description: draft.message, tags: tagsOf(draft) };
      return (await answer(api.POST('/ajax-api/2.0/mlflow/model-versions/create', { body }))).model_version;
    } catch (error) {
      if (isNew) await api.DELETE('/ajax-api/2.0/mlflow/registered-models/delete', { body: { name } });
      throw error;
    }
  });
}

function tagsOf({ template, modelConfig, responseFormat }: Draft): Tag[] {
  const isText = typeof template === 'string';
  return [
    { key: IS_PROMPT, value: 'true' },
    { key: TYPE, value: isText ? 'text' : 'chat' },
    { key: TEXT, value: isText ? template : JSON.stringify(template satisfies Message[]) },
    ...(modelConfig.trim() === '' ? [] : [{ key: MODEL_CONFIG, value: modelConfig }]),
    ...(responseFormat.trim() === '' ? [] : [{ key: RESPONSE_FORMAT, value: responseFormat }]),
  ];
}

/** Whether a text is the JSON of an object, or empty. */
export function isSettings(text: string): boolean {
  if (text.trim() === '') return true;
  const read = parsed(text);
  return typeof read === 'object' && read !== null && !Array.isArray(read);
}

export function useTagVersion({ name, version }: Place) {
  return useChange('prompts', ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/model-versions/set-tag', { body: { name, version, key, value } }),
  );
}

export function useUntagVersion({ name, version }: Place) {
  return useChange('prompts', (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/model-versions/delete-tag', { body: { name, version, key } }),
  );
}

/** Whoever shows the version leaves it, before anything is read anew. */
export function useDeleteVersion({ name, version }: Place) {
  return useMutation({
    mutationFn: () => api.DELETE('/ajax-api/2.0/mlflow/model-versions/delete', { body: { name, version } }),
  });
}
