import { useMutation } from '@tanstack/react-query';
import type { Tag } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { quotedText } from '@/lib/filter';
import type { Page } from '@/lib/loaded-rows';
import type { ModelVersion } from '@/lib/registry';

const PAGE_SIZE = 100;

/** How far a version has come, in MLflow's words. */
export const STAGES = ['None', 'Staging', 'Production', 'Archived'] as const;
export type Stage = (typeof STAGES)[number];

/** The versions of one model, newest first. */
export async function searchVersions(
  name: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<ModelVersion>> {
  const query = {
    filter: `name = ${quotedText(name)}`,
    max_results: PAGE_SIZE,
    order_by: ['version_number DESC'],
    ...(token !== undefined && { page_token: token }),
  };
  const page = await answer(api.GET('/ajax-api/2.0/mlflow/model-versions/search', { params: { query }, signal }));
  return { rows: page.model_versions ?? [], next: page.next_page_token ?? undefined };
}

/** Which version is meant. */
export type Place = { name: string; version: string };

export function useDescribeVersion({ name, version }: Place) {
  return useChange('registry', (description: string) =>
    api.PATCH('/ajax-api/2.0/mlflow/model-versions/update', { body: { name, version, description } }),
  );
}

export function useTagVersion({ name, version }: Place) {
  return useChange('registry', ({ key, value }: Tag) =>
    api.POST('/ajax-api/2.0/mlflow/model-versions/set-tag', { body: { name, version, key, value } }),
  );
}

export function useUntagVersion({ name, version }: Place) {
  return useChange('registry', (key: string) =>
    api.DELETE('/ajax-api/2.0/mlflow/model-versions/delete-tag', { body: { name, version, key } }),
  );
}

/** Moves a version to a stage; those that are in it can make room. */
export function useMoveVersion({ name, version }: Place) {
  return useChange('registry', ({ stage, archives }: { stage: Stage; archives: boolean }) => {
    const body = { name, version, stage, archive_existing_versions: archives };
    return api.POST('/ajax-api/2.0/mlflow/model-versions/transition-stage', { body });
  });
}

/** Whoever shows the version leaves it, before anything is read anew. */
export function useDeleteVersion({ name, version }: Place) {
  return useMutation({
    mutationFn: () => api.DELETE('/ajax-api/2.0/mlflow/model-versions/delete', { body: { name, version } }),
  });
}
