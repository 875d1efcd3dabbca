import { queryOptions } from '@tanstack/react-query';
import type { ModelRequest } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import type { Page } from '@/lib/loaded-rows';
import type { Place, Stage } from './versions';

export type { ModelRequest };

const PAGE_SIZE = 50;
/** So many requests that wait are counted; beyond that there are more. */
const COUNTED = 99;
const REFRESH_MILLIS = 60_000;

/** Which open requests are meant: of one version, or in the whole workspace. */
export type Requests = Partial<Place> & { of?: 'waiting' | 'mine' };

/** Open requests, newest first. */
export async function listRequests(
  requests: Requests,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<ModelRequest>> {
  const query = { ...requests, max_results: PAGE_SIZE, ...(token !== undefined && { page_token: token }) };
  const page = await answer(api.GET('/ajax-api/3.0/cairn/registry/requests/list', { params: { query }, signal }));
  return { rows: page.requests ?? [], next: page.next_page_token ?? undefined };
}

/** The first requests that one may decide, read again and again while somebody looks. */
export const waitingQuery = queryOptions({
  queryKey: ['registry', 'waiting'],
  refetchInterval: REFRESH_MILLIS,
  queryFn: async ({ signal }) => {
    const query = { of: 'waiting', max_results: COUNTED };
    const found = await answer(api.GET('/ajax-api/3.0/cairn/registry/requests/list', { params: { query }, signal }));
    return { requests: found.requests ?? [], more: found.next_page_token != null };
  },
});

/** What a version may come to: a stage, or an alias. */
export type Target = { stage: Stage } | { alias: string };

/** Asks that a version come to something. */
export function useAsk({ name, version }: Place) {
  return useChange('registry', ({ target, comment }: { target: Target; comment: string }) => {
    const body = { name, version, ...target, ...(comment !== '' && { comment }) };
    return answer(api.POST('/ajax-api/3.0/cairn/registry/requests/create', { body }));
  });
}

export const DECISIONS = ['approve', 'reject', 'cancel'] as const;
export type Decision = (typeof DECISIONS)[number];

type Decided = { request: ModelRequest; comment: string; archives: boolean };

/** Approves, rejects or takes back a request. Versions that are in the stage make room only if it is approved. */
export function useDecide(decision: Decision) {
  return useChange('registry', ({ request, comment, archives }: Decided) => {
    const body = {
      request_id: request.request_id,
      ...(comment !== '' && { comment }),
      ...(decision === 'approve' && archives && { archive_existing_versions: true }),
    };
    return answer(api.POST(`/ajax-api/3.0/cairn/registry/requests/${decision}`, { body }));
  });
}
