import type { AuditRecord } from '@/api/schema.gen';
import { answer, api, SERVER } from '@/lib/api-client';
import type { Page } from '@/lib/loaded-rows';
import { inWorkspace } from '@/lib/workspace';

/** Something that somebody did or was refused. */
export type Entry = AuditRecord & { id: number };

const PAGE_SIZE = 200;
const DAY_MILLIS = 86_400_000;

/** How far one looks back, in days; `all` as far as records are kept. */
export const SPANS = ['1', '7', '30', 'all'] as const;
export type Span = (typeof SPANS)[number];

export const OUTCOMES = ['all', 'OK', 'REFUSED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Which records are meant. */
export type AuditFilter = {
  span: Span;
  outcome: Outcome;
  /** The name of an account. */
  actor: string;
  /** A thing such as `run_id=5f3c…`. */
  about: string;
};

/** @param now from when one looks back, in milliseconds */
function conditions({ span, outcome, actor, about }: AuditFilter, now: number) {
  return {
    ...(actor !== '' && { actor }),
    ...(outcome !== 'all' && { outcome }),
    ...(isThing(about) && { about: [about] }),
    ...(span !== 'all' && { from: now - Number(span) * DAY_MILLIS }),
  };
}

/** Whether a text names a thing, as `experiment_id=1` does. */
export function isThing(text: string): boolean {
  return /^[^=]+=.+$/.test(text);
}

export async function searchAudit(
  filter: AuditFilter,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<Entry>> {
  const query = {
    ...conditions(filter, Date.now()),
    max_results: PAGE_SIZE,
    ...(token !== undefined && { page_token: token }),
  };
  const found = await answer(api.GET('/ajax-api/3.0/cairn/audit/search', { params: { query }, signal }));
  return { rows: (found.records ?? []) as Entry[], next: found.next_page_token ?? undefined };
}

/** Where all that a search finds is as a file, a line of JSON each. */
export function exportAddress(filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(conditions(filter, Date.now()))) query.append(name, String(value));
  return inWorkspace(`${SERVER}/ajax-api/3.0/cairn/audit/export?${query.toString()}`);
}
