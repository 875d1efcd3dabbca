import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './api-client';
import { holding } from './filter';
import { parsed } from './traces';

const FEW = 20;

/** Tells prompts from models, which the registry keeps in the same way. */
export const IS_PROMPT = 'mlflow.prompt.is_prompt';

/** The tag of runs, traces and logged models in which clients write what prompts they used. */
export const LINKED_PROMPTS = 'mlflow.linkedPrompts';

/** A version of a prompt that something used. */
export type LinkedPrompt = { name: string; version: string };

/** What such a tag says; nothing where it is written in another way. */
export function linkedPrompts(tag: string | undefined): LinkedPrompt[] {
  const read = parsed(tag);
  return Array.isArray(read) ? read.filter(isLinked) : [];
}

function isLinked(entry: unknown): entry is LinkedPrompt {
  if (typeof entry !== 'object' || entry === null) return false;
  const { name, version } = entry as Partial<LinkedPrompt>;
  return typeof name === 'string' && typeof version === 'string';
}

/** The names of prompts that hold a text, a few of them. */
export function promptNamesQuery(text: string) {
  return queryOptions({
    queryKey: ['prompts', 'named', text],
    queryFn: async ({ signal }) => {
      const filter = `tags.\`${IS_PROMPT}\` = 'true'${text === '' ? '' : ` AND name ILIKE ${holding(text)}`}`;
      const query = { max_results: FEW, filter };
      const found = await answer(
        api.GET('/ajax-api/2.0/mlflow/registered-models/search', { params: { query }, signal }),
      );
      return (found.registered_models ?? []).map((prompt) => prompt.name);
    },
  });
}
