import { queryOptions } from '@tanstack/react-query';
import type { ModelActivity } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import type { Page } from '@/lib/loaded-rows';
import type { Place } from './versions';

export type { ModelActivity };

const PAGE_SIZE = 50;

/** Whose activity is meant: of a version, of a model with its versions, or of all models of the workspace. */
export type About = Partial<Place>;

/** What may be done to models, put together as people look for it. */
const KINDS = {
  stages: ['APPLIED_TRANSITION', 'SYSTEM_TRANSITION'],
  aliases: ['ALIAS_SET', 'ALIAS_DELETED'],
  requests: ['REQUESTED_TRANSITION', 'REQUESTED_ALIAS', 'APPROVED_REQUEST', 'REJECTED_REQUEST', 'CANCELLED_REQUEST'],
  comments: ['NEW_COMMENT'],
  versions: ['VERSION_CREATED', 'VERSION_DELETED'],
  texts: [
    'MODEL_CREATED',
    'MODEL_DESCRIBED',
    'MODEL_RENAMED',
    'MODEL_TAG_SET',
    'MODEL_TAG_DELETED',
    'VERSION_DESCRIBED',
    'VERSION_TAG_SET',
    'VERSION_TAG_DELETED',
  ],
  access: ['PERMISSION_CHANGED', 'RULES_CHANGED'],
};

export const WHAT = ['all', 'stages', 'aliases', 'requests', 'comments', 'versions', 'texts', 'access'] as const;

/** Of all that was done, what is looked for, and by whom; by everybody where that is empty. */
export type Wanted = { what: (typeof WHAT)[number]; by: string };

export const ALL_ACTIVITY: Wanted & { live: boolean } = { what: 'all', by: '', live: true };

/** What was done, newest first. */
export async function listActivity(
  about: About,
  { what, by }: Wanted,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<ModelActivity>> {
  const query = {
    ...about,
    ...(what !== 'all' && { kinds: KINDS[what] }),
    ...(by.trim() !== '' && { user_id: by.trim() }),
    max_results: PAGE_SIZE,
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/3.0/cairn/registry/activity/list', { params: { query }, signal }));
  return { rows: page.activities ?? [], next: page.next_page_token ?? undefined };
}

/** The last that was done to any model of the workspace. */
export function latestActivityQuery(count: number) {
  return queryOptions({
    queryKey: ['registry', 'latest', count],
    queryFn: async ({ signal }) => {
      const params = { query: { max_results: count } };
      const found = await answer(api.GET('/ajax-api/3.0/cairn/registry/activity/list', { params, signal }));
      return found.activities ?? [];
    },
  });
}

/** What is asked about the past of a model: which versions were in a stage at some time, or had an alias. */
export type Moment = { name: string; at: number; stage: string; alias: string };

/** The numbers of the versions that it was. */
export function versionsAtQuery({ name, at, stage, alias }: Moment) {
  return queryOptions({
    queryKey: ['registry', 'versions-at', name, at, stage, alias],
    queryFn: async ({ signal }) => {
      const params = { query: { name, timestamp: at, ...(stage === '' ? { alias } : { stage }) } };
      return (await answer(api.GET('/ajax-api/3.0/cairn/registry/versions-at', { params, signal }))).versions ?? [];
    },
  });
}

/** Says something about a version. */
export function useComment({ name, version }: Place) {
  return useChange('registry', (comment: string) =>
    answer(api.POST('/ajax-api/2.0/mlflow/comments/create', { body: { name, version, comment } })),
  );
}

export function useChangeComment(id: string) {
  return useChange('registry', (comment: string) =>
    answer(api.PATCH('/ajax-api/2.0/mlflow/comments/update', { body: { id, comment } })),
  );
}

export function useDeleteComment(id: string) {
  return useChange('registry', () => api.DELETE('/ajax-api/2.0/mlflow/comments/delete', { body: { id } }));
}
