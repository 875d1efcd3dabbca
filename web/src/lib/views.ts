import { queryOptions } from '@tanstack/react-query';
import type { SavedView } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { useChange } from './change';

export type { SavedView };

/** A place where views are kept: a kind of screen, of one experiment or of none. */
export type ViewsOf = { screen: string; experimentId?: string };

/** More views than these are not listed; they are found by their link. */
const LISTED = 1_000;

export function viewsQuery({ screen, experimentId }: ViewsOf) {
  return queryOptions({
    queryKey: ['views', screen, experimentId],
    queryFn: async ({ signal }) => {
      const query = { screen, max_results: LISTED, ...(experimentId !== undefined && { experiment_id: experimentId }) };
      return (await answer(api.GET('/ajax-api/3.0/cairn/views/list', { params: { query }, signal }))).views ?? [];
    },
  });
}

export function viewQuery(viewId: string) {
  return queryOptions({
    queryKey: ['views', 'one', viewId],
    queryFn: async ({ signal }) => {
      const query = { view_id: viewId };
      return (await answer(api.GET('/ajax-api/3.0/cairn/views/get', { params: { query }, signal }))).view;
    },
  });
}

type NewView = ViewsOf & { name: string; state: string; shared: boolean };

export function useCreateView() {
  return useChange('views', ({ screen, experimentId, name, state, shared }: NewView) =>
    answer(
      api.POST('/ajax-api/3.0/cairn/views/create', {
        body: { screen, name, state, shared, ...(experimentId !== undefined && { experiment_id: experimentId }) },
      }),
    ),
  );
}

type ViewUpdate = { view: SavedView; state?: string; shared?: boolean; name?: string };

/** Refused where somebody changed the view since it was read. */
export function useUpdateView() {
  return useChange('views', ({ view, ...change }: ViewUpdate) =>
    answer(
      api.PATCH('/ajax-api/3.0/cairn/views/update', {
        body: { view_id: view.view_id, last_updated_at: view.last_updated_at ?? null, ...change },
      }),
    ),
  );
}

export function useDeleteView() {
  return useChange('views', (view: SavedView) =>
    api.DELETE('/ajax-api/3.0/cairn/views/delete', { body: { view_id: view.view_id } }),
  );
}
