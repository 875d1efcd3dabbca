import { queryOptions } from '@tanstack/react-query';
import { ask, SERVER } from './api-client';
import { useChange } from './change';
import type { Page } from './loaded-rows';

/** People, programs and groups, as directories keep them (SCIM 2.0), for administrators. */
export type Kind = 'Users' | 'ServicePrincipals' | 'Groups';

/** A group, or who is in one. */
export type Reference = { value: string; display: string; type: 'User' | 'ServicePrincipal' | 'Group' | 'direct' };

export type Principal = {
  id: string;
  userName?: string;
  applicationId?: string;
  displayName?: string;
  externalId?: string;
  active?: boolean;
  groups?: Reference[];
  members?: Reference[];
  meta?: { created?: string };
};

const PAGE_SIZE = 100;

/** What somebody is found by. */
const NAMES = {
  Users: ['userName', 'displayName'],
  ServicePrincipals: ['displayName', 'applicationId'],
  Groups: ['displayName'],
} as const satisfies Record<Kind, readonly string[]>;

/** What a change of these may show elsewhere, beside their own pages. */
const CHANGED = ['principals', 'users', 'roles', 'permissions'] as const;

type Request = { method?: string; body?: object; signal?: AbortSignal };

async function scim<Answer>(path: string, { method = 'GET', body, signal }: Request = {}): Promise<Answer> {
  const reply = await ask(`${SERVER}/ajax-api/2.0/preview/scim/v2/${path}`, {
    method,
    ...(signal && { signal }),
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const text = await reply.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** What people know somebody by. */
export function calledBy({ displayName, userName, applicationId, id }: Principal): string {
  return userName ?? displayName ?? applicationId ?? id;
}

type Found = { totalResults: number; startIndex: number; itemsPerPage: number; Resources: Principal[] };

/** Those whose names hold a text, without who is in them. */
export async function searchPrincipals(
  kind: Kind,
  text: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Principal>> {
  const asked = NAMES[kind].map((name) => `${name} co ${JSON.stringify(text)}`).join(' or ');
  const query = new URLSearchParams({
    startIndex: token ?? '1',
    count: String(PAGE_SIZE),
    excludedAttributes: 'members',
    ...(text !== '' && { filter: asked }),
  });
  const found = await scim<Found>(`${kind}?${query.toString()}`, { signal });
  const next = found.startIndex + found.itemsPerPage;
  return { rows: found.Resources, next: next <= found.totalResults ? String(next) : undefined };
}

/** The first few of them, to choose from. */
export function principalsNamed(kind: Kind, text: string) {
  return queryOptions({
    queryKey: ['principals', kind, 'named', text],
    queryFn: ({ signal }) => searchPrincipals(kind, text, undefined, signal),
    placeholderData: (before) => before,
  });
}

export function principalQuery(kind: Kind, id: string) {
  return queryOptions({
    queryKey: ['principals', kind, 'one', id],
    queryFn: ({ signal }) => scim<Principal>(`${kind}/${encodeURIComponent(id)}`, { signal }),
  });
}

export const useCreatePrincipal = (kind: Kind) =>
  useChange(CHANGED, (displayName: string) => scim<Principal>(kind, { method: 'POST', body: { displayName } }));

/** @param onGone is called before anything is read anew, since what shows the thing goes with it */
export const useDeletePrincipal = (kind: Kind, id: string, onGone: () => void) =>
  useChange(CHANGED, async () => {
    await scim(`${kind}/${id}`, { method: 'DELETE' });
    onGone();
  });

/** One step of a change: `path` is an attribute, or those of its elements that are meant. */
type Step = { op: 'add' | 'remove' | 'replace'; path: string; value?: unknown };

export const usePatchPrincipal = (kind: Kind, id: string) =>
  useChange(CHANGED, (step: Step) => scim(`${kind}/${id}`, { method: 'PATCH', body: { Operations: [step] } }));

/** What programs are called by the ids that the server knows them by, for administrators; the first page of them. */
export const programNamesQuery = queryOptions({
  queryKey: ['principals', 'ServicePrincipals', 'called'],
  queryFn: async ({ signal }) => {
    const { rows } = await searchPrincipals('ServicePrincipals', '', undefined, signal);
    return new Map(rows.map((one) => [one.applicationId ?? '', calledBy(one)]));
  },
});
