import { queryOptions, useQuery } from '@tanstack/react-query';
import type { InferenceTable, Payload } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { useLoadedRows } from '@/lib/loaded-rows';

export type { InferenceTable, Payload };

export const STATUSES = ['', '2xx', '4xx', '5xx'] as const;

/** How far back one looks, in hours; 0 for as far as there is something. */
export const HOURS = { all: 0, hour: 1, day: 24, week: 168, month: 720 } as const;
export type Span = keyof typeof HOURS;
export const SPANS = Object.keys(HOURS) as Span[];

const HOUR_MILLIS = 3_600_000;
const PAGE_SIZE = 100;

/** What is asked for of the requests that an endpoint kept; empty texts ask for nothing. */
export type Wanted = { status: (typeof STATUSES)[number]; entity: string; version: string; span: Span };

/** Since when, in milliseconds since 1970. */
export function since(span: Span, now = Date.now()): number | undefined {
  return HOURS[span] === 0 ? undefined : now - HOURS[span] * HOUR_MILLIS;
}

/** Whether an endpoint keeps what it is asked, and what of it. */
export function inferenceTableQuery(name: string) {
  return queryOptions({
    queryKey: ['endpoints', 'table', name],
    queryFn: ({ signal }) => {
      const params = { path: { name } };
      return answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/inference-table', { params, signal }));
    },
  });
}

export function useSetInferenceTable(name: string) {
  return useChange('endpoints', (body: InferenceTable) =>
    answer(
      api.PUT('/ajax-api/3.0/cairn/serving-endpoints/{name}/inference-table', { params: { path: { name } }, body }),
    ),
  );
}

/** The requests that an endpoint kept, the newest first, loaded as one scrolls. */
export function usePayloads(name: string, wanted: Wanted) {
  const { status, entity, version, span } = wanted;
  return useLoadedRows<Payload>(['endpoints', 'payloads', name, wanted], async (token, signal) => {
    const from = since(span);
    const query = {
      max_results: PAGE_SIZE,
      ...(token !== undefined && { page_token: token }),
      ...(status !== '' && { status }),
      ...(entity !== '' && { entity }),
      ...(version !== '' && { version }),
      ...(from !== undefined && { from }),
    };
    const params = { path: { name }, query };
    const page = await answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/payloads', { params, signal }));
    return { rows: page.payloads ?? [], next: page.next_page_token ?? undefined };
  });
}

/** One of them, whole. It never changes. */
export function usePayload(name: string, id: string) {
  return useQuery({
    queryKey: ['endpoints', 'payload', name, id],
    staleTime: Infinity,
    queryFn: ({ signal }) => {
      const params = { path: { name, id } };
      return answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/payloads/{id}', { params, signal }));
    },
  });
}

/** A figure as it is on the wire, where it may be missing, or none that JSON has. */
export function known(figure: unknown): number | undefined {
  return typeof figure === 'number' ? figure : undefined;
}

/** What somebody wrote as names and paths, one a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
