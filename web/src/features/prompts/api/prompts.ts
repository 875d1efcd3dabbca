import { queryOptions } from '@tanstack/react-query';
import type { Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { IS_PROMPT } from '@/lib/prompts';
import type { RegisteredModel } from '@/lib/registry';

const EXPERIMENTS = '_mlflow_experiment_ids';

/** A prompt as the registry keeps it: a registered model with a tag. */
export type Prompt = RegisteredModel;

/** One prompt with its aliases; what is none is a model. */
export function promptQuery(name: string) {
  return queryOptions({
    queryKey: ['prompts', 'one', name],
    queryFn: async ({ signal }): Promise<Prompt> => {
      const params = { query: { name } };
      const found = await answer(api.GET('/ajax-api/2.0/mlflow/registered-models/get', { params, signal }));
      return found.registered_model;
    },
  });
}

export function isPrompt({ tags = [] }: Prompt): boolean {
  return tags.some(({ key, value }) => key === IS_PROMPT && value.toLowerCase() === 'true');
}

/** Tags that people gave, without those that mean something to programs. */
export function ownTags(tags: readonly Tag[] = []): Tag[] {
  return tags.filter(({ key }) => !key.startsWith('mlflow.') && !key.startsWith('_mlflow_'));
}

/** The experiments that a prompt was registered or loaded in, as clients tell them. */
export function experimentsOf({ tags = [] }: Prompt): string[] {
  const told = tags.find(({ key }) => key === EXPERIMENTS)?.value ?? '';
  return told.split(',').filter((id) => /^\d+$/.test(id));
}
