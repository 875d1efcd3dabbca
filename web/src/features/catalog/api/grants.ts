import { queryOptions } from '@tanstack/react-query';
import type { EffectivePrivilege } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

/** What privileges are granted on, the widest first; all catalogs of a server lie in its metastore. */
const KINDS = ['metastore', 'catalog', 'schema', 'model'] as const;
export type GrantedOn = { kind: (typeof KINDS)[number]; fullName: string };

/** Each privilege, and the narrowest kind of thing that it says something about. */
const NARROWEST = {
  MANAGE: 'model',
  ALL_PRIVILEGES: 'model',
  BROWSE: 'model',
  CREATE_CATALOG: 'metastore',
  USE_CATALOG: 'catalog',
  CREATE_SCHEMA: 'catalog',
  USE_SCHEMA: 'schema',
  CREATE_MODEL: 'schema',
  EXECUTE: 'model',
  CREATE_MODEL_VERSION: 'model',
  APPLY_TAG: 'model',
} as const satisfies Record<string, GrantedOn['kind']>;

export type Privilege = keyof typeof NARROWEST;

/** Those that can be granted on a kind of thing: they say something of it, or of what lies in it. */
export function privilegesOn(kind: GrantedOn['kind']): Privilege[] {
  return (Object.keys(NARROWEST) as Privilege[]).filter(
    (privilege) => KINDS.indexOf(NARROWEST[privilege]) >= KINDS.indexOf(kind),
  );
}

export function isPrivilege(word: string): word is Privilege {
  return word in NARROWEST;
}

/** Where a privilege comes from that is granted on what a thing lies in. */
export type Origin = { kind: GrantedOn['kind']; name: string };

/** What somebody is granted on a thing itself, and on what it lies in. */
export type Grantee = { name: string; own: string[]; inherited: { origin: Origin; privileges: string[] }[] };

/** The server's words for kinds; a model is a function. */
const TYPES = { metastore: 'metastore', catalog: 'catalog', schema: 'schema', model: 'function' } as const;

function paramsOf({ kind, fullName }: GrantedOn) {
  return { path: { securable_type: TYPES[kind], full_name: fullName } };
}

/** Who is granted what; of who may not manage the thing, what they and their groups are. */
export function grantsQuery(on: GrantedOn) {
  return queryOptions({
    queryKey: ['catalog', 'grants', on.kind, on.fullName],
    queryFn: async ({ signal }) => {
      const path = '/ajax-api/2.1/unity-catalog/effective-permissions/{securable_type}/{full_name}';
      const told = await answer(api.GET(path, { params: paramsOf(on), signal }));
      return (told.privilege_assignments ?? []).map(({ principal, privileges = [] }) =>
        granteeOf(principal, privileges),
      );
    },
  });
}

function granteeOf(name: string, privileges: readonly EffectivePrivilege[]): Grantee {
  const grantee: Grantee = { name, own: [], inherited: [] };
  for (const { privilege, inherited_from_type: type, inherited_from_name: from } of privileges) {
    if (type === null || type === undefined) {
      grantee.own.push(privilege);
      continue;
    }
    const kind = type.toLowerCase() as GrantedOn['kind'];
    const same = grantee.inherited.find(({ origin }) => origin.kind === kind);
    if (same) same.privileges.push(privilege);
    else grantee.inherited.push({ origin: { kind, name: from ?? '' }, privileges: [privilege] });
  }
  grantee.inherited.sort((one, other) => KINDS.indexOf(other.origin.kind) - KINDS.indexOf(one.origin.kind));
  return grantee;
}

/** What all catalogs lie in. */
export const metastoreQuery = queryOptions({
  queryKey: ['catalog', 'metastore'],
  staleTime: Infinity,
  queryFn: ({ signal }) => answer(api.GET('/ajax-api/2.1/unity-catalog/metastore_summary', { signal })),
});

type Change = { principal: string; add: string[]; remove: string[] };

/** Grants and revokes at once. */
export function useGrant(on: GrantedOn) {
  return useChange('catalog', (change: Change) =>
    answer(
      api.PATCH('/ajax-api/2.1/unity-catalog/permissions/{securable_type}/{full_name}', {
        params: paramsOf(on),
        body: { changes: [change] },
      }),
    ),
  );
}
