import { queryOptions, useMutation } from '@tanstack/react-query';
import type { CatalogInfo } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import type { Page } from '@/lib/loaded-rows';

/** The kinds of what one goes through, each lying in one of the kind before it. */
export type Kind = 'catalog' | 'schema' | 'model';

/** What is told alike of catalogs, schemas and models. Names of the latter two begin with those of what they lie in. */
export type Thing = Pick<
  CatalogInfo,
  'name' | 'full_name' | 'comment' | 'owner' | 'created_at' | 'created_by' | 'updated_at' | 'updated_by'
> & { properties?: Record<string, string> };

/** Which thing is meant. */
export type Place = { kind: Kind; fullName: string };

/** The place that a full name names: its kind is told by how many names there are. */
export function placeOf(fullName: string): Place {
  return { kind: (['catalog', 'schema'] as const)[fullName.split('.').length - 1] ?? 'model', fullName };
}

/** What a thing lies in, the catalog first. */
export function placesAround(fullName: string): Place[] {
  const names = fullName.split('.');
  return names.slice(1).map((_, count) => placeOf(names.slice(0, count + 1).join('.')));
}

const PAGE_SIZE = 100;

type Asked = { text: string; token: string | undefined; signal: AbortSignal };

/** A page of a list, narrowed to names that hold a text. */
export function pageOf({ text, token }: Pick<Asked, 'text' | 'token'>) {
  const typed = text.trim();
  return {
    max_results: PAGE_SIZE,
    ...(typed !== '' && { name_contains: typed }),
    ...(token !== undefined && { page_token: token }),
  };
}

export async function listCatalogs({ signal, ...asked }: Asked): Promise<Page<Thing>> {
  const params = { query: pageOf(asked) };
  const page = await answer(api.GET('/ajax-api/2.1/unity-catalog/catalogs', { params, signal }));
  return { rows: page.catalogs ?? [], next: page.next_page_token ?? undefined };
}

export async function listSchemas(catalog: string, { signal, ...asked }: Asked): Promise<Page<Thing>> {
  const params = { query: { ...pageOf(asked), catalog_name: catalog } };
  const page = await answer(api.GET('/ajax-api/2.1/unity-catalog/schemas', { params, signal }));
  return { rows: page.schemas ?? [], next: page.next_page_token ?? undefined };
}

/** A catalog or a schema. */
export function thingQuery({ kind, fullName }: Place) {
  return queryOptions({
    queryKey: ['catalog', kind, fullName],
    queryFn: async ({ signal }): Promise<Thing> =>
      kind === 'catalog'
        ? answer(
            api.GET('/ajax-api/2.1/unity-catalog/catalogs/{name}', { params: { path: { name: fullName } }, signal }),
          )
        : kind === 'schema'
          ? answer(
              api.GET('/ajax-api/2.1/unity-catalog/schemas/{full_name}', {
                params: { path: { full_name: fullName } },
                signal,
              }),
            )
          : answer(
              api.GET('/ajax-api/2.1/unity-catalog/models/{full_name}', {
                params: { path: { full_name: fullName } },
                signal,
              }),
            ),
  });
}

/** @param within the full name of what it is to lie in; empty for a catalog */
function create(within: string, body: { name: string; comment: string }): Promise<Thing> {
  const [catalog, schema] = within.split('.');
  if (catalog === undefined || catalog === '') {
    return answer(api.POST('/ajax-api/2.1/unity-catalog/catalogs', { body }));
  }
  const inCatalog = { ...body, catalog_name: catalog };
  return schema === undefined
    ? answer(api.POST('/ajax-api/2.1/unity-catalog/schemas', { body: inCatalog }))
    : answer(api.POST('/ajax-api/2.1/unity-catalog/models', { body: { ...inCatalog, schema_name: schema } }));
}

export function useCreate(within: string) {
  return useChange('catalog', (body: { name: string; comment: string }) => create(within, body));
}

/** What is not given stays as it is. */
type Change = { new_name?: string; comment?: string; owner?: string };

function change({ kind, fullName }: Place, body: Change): Promise<Thing> {
  const params = { path: { name: fullName, full_name: fullName } };
  return kind === 'catalog'
    ? answer(api.PATCH('/ajax-api/2.1/unity-catalog/catalogs/{name}', { params, body }))
    : kind === 'schema'
      ? answer(api.PATCH('/ajax-api/2.1/unity-catalog/schemas/{full_name}', { params, body }))
      : answer(api.PATCH('/ajax-api/2.1/unity-catalog/models/{full_name}', { params, body }));
}

export function useDescribe(place: Place) {
  return useChange('catalog', (comment: string) => change(place, { comment }));
}

export function useHandOver(place: Place) {
  return useChange('catalog', (owner: string) => change(place, { owner }));
}

/** Whoever shows the thing goes to its new name, before anything is read anew. */
export function useRename(place: Place) {
  return useMutation({ mutationFn: (name: string) => change(place, { new_name: name }) });
}

/**
 * Whoever shows the thing leaves it, before anything is read anew. What is in a catalog or a schema goes with it if
 * that is said.
 */
export function useDelete({ kind, fullName }: Place) {
  return useMutation({
    mutationFn: (force: boolean) => {
      const params = { path: { name: fullName, full_name: fullName } };
      return kind === 'catalog'
        ? api.DELETE('/ajax-api/2.1/unity-catalog/catalogs/{name}', { params, body: { force } })
        : kind === 'schema'
          ? api.DELETE('/ajax-api/2.1/unity-catalog/schemas/{full_name}', { params, body: { force } })
          : api.DELETE('/ajax-api/2.1/unity-catalog/models/{full_name}', { params, body: {} });
    },
  });
}
