import { queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Tag } from '@/api/schema.gen';
import { answer, api, ask, SERVER } from '@/lib/api-client';
import { useChange, type Outcome } from '@/lib/change';
import type { Page } from '@/lib/loaded-rows';
import type { TraceInfo } from '@/lib/traces';
import type { Sort } from './list-state';
import { spanOf, type RawSpan } from './spans';

const PAGE_SIZE = 200;
/** Spans of one answer. */
const SPANS = 1_000;
const MOST_NAMES = 50;

const ORDER: Record<string, string> = { time: 'timestamp', duration: 'execution_time', status: 'status', name: 'name' };

export function locationOf(experimentId: string) {
  return { type: 'MLFLOW_EXPERIMENT' as const, mlflow_experiment: { experiment_id: experimentId } };
}

export type TraceSearch = { experimentId: string; filter: string; sort: Sort };

export async function searchTraces(
  { experimentId, filter, sort }: TraceSearch,
  token: string | undefined,
  signal: AbortSignal,
  size = PAGE_SIZE,
): Promise<Page<TraceInfo>> {
  const page = await answer(
    api.POST('/ajax-api/3.0/mlflow/traces/search', {
      body: {
        locations: [locationOf(experimentId)],
        max_results: size,
        order_by: [`${ORDER[sort.id] ?? 'timestamp'} ${sort.descending ? 'DESC' : 'ASC'}`],
        ...(filter !== '' && { filter }),
        ...(token !== undefined && { page_token: token }),
      },
      signal,
    }),
  );
  return { rows: page.traces ?? [], next: page.next_page_token ?? undefined };
}

/** The names under which traces of an experiment are assessed, most used first. */
export function assessmentNamesQuery(experimentId: string) {
  return queryOptions({
    queryKey: ['traces', 'assessment names', experimentId],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { data_points: points = [] } = await answer(
        api.POST('/ajax-api/3.0/mlflow/traces/metrics', {
          body: {
            experiment_ids: [experimentId],
            view_type: 'ASSESSMENTS',
            metric_name: 'assessment_count',
            aggregations: [{ aggregation_type: 'COUNT' }],
            dimensions: ['assessment_name'],
            max_results: MOST_NAMES,
          },
          signal,
        }),
      );
      return points
        .toSorted((one, other) => Number(other.values?.['COUNT']) - Number(one.values?.['COUNT']))
        .flatMap((point) => point.dimensions?.['assessment_name'] ?? []);
    },
  });
}

/** Traces at each end of time whose keys are looked at; any other key is found by typing it. */
const ASKED_FOR_KEYS = 500;

/** Traces of an experiment that tell which tags and metadata there are: the newest and the oldest. */
export function tellingTracesQuery(experimentId: string) {
  return queryOptions({
    queryKey: ['traces', 'telling', experimentId],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const ends = await Promise.all(
        [true, false].map((descending) =>
          searchTraces(
            { experimentId, filter: '', sort: { id: 'time', descending } },
            undefined,
            signal,
            ASKED_FOR_KEYS,
          ),
        ),
      );
      return ends.flatMap(({ rows }) => rows);
    },
  });
}

type SpanPage = { spans: RawSpan[]; next: string | undefined };

async function spansOf(
  traceId: string,
  token: string | undefined,
  signal?: AbortSignal,
  most = SPANS,
): Promise<SpanPage> {
  const asked = new URLSearchParams({ trace_id: traceId, max_spans: String(most), allow_partial: 'true' });
  if (token !== undefined) asked.set('page_token', token);
  // The answer streams, and is not in the description of the API.
  const response = await ask(`${SERVER}/ajax-api/3.0/mlflow/traces/get?${asked}`, signal ? { signal } : {});
  const page = (await response.json()) as { trace: { spans?: RawSpan[] }; next_page_token?: string };
  return { spans: page.trace.spans ?? [], next: page.next_page_token };
}

/** The first root of a trace; null where it has no span. */
export function rootQuery(traceId: string) {
  return queryOptions({
    queryKey: ['spans', traceId, 'root'],
    queryFn: async ({ signal }) => {
      const [root] = (await spansOf(traceId, undefined, signal, 1)).spans;
      return root ? spanOf(root) : null;
    },
    staleTime: 30_000,
  });
}

/** All spans of a trace, page after page; those that are there can be looked at meanwhile. */
export function useSpans(traceId: string) {
  const query = useInfiniteQuery({
    queryKey: ['spans', traceId],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { spans, next } = await spansOf(traceId, pageParam, signal);
      return { spans: spans.map(spanOf), next };
    },
    getNextPageParam: (page: { next: string | undefined }) => page.next,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const spans = useMemo(() => data?.pages.flatMap((page) => page.spans) ?? [], [data]);
  return { spans, isComplete: !hasNextPage, isLoading: query.isLoading, error: query.error, refetch: query.refetch };
}

export function useDeleteTraces(experimentId: string, onDone: (ids: readonly string[]) => void) {
  return useChange(
    'traces',
    (ids: readonly string[]) =>
      api.POST('/ajax-api/3.0/mlflow/traces/delete-traces', {
        body: { experiment_id: experimentId, request_ids: [...ids] },
      }),
    { onDone: (_, ids) => onDone(ids) },
  );
}

export function useRestoreTraces(outcome: Outcome<readonly string[], unknown>) {
  return useChange<readonly string[], unknown>(
    'traces',
    (ids) => api.POST('/ajax-api/3.0/cairn/trash/restore', { body: { trace_ids: [...ids] } }),
    outcome,
  );
}

export function setTag(traceId: string, { key, value }: Tag, signal?: AbortSignal) {
  const path = { trace_id: traceId };
  return api.PATCH('/ajax-api/3.0/mlflow/traces/{trace_id}/tags', {
    params: { path },
    body: { key, value },
    ...(signal && { signal }),
  });
}

export function removeTag(traceId: string, key: string) {
  const path = { trace_id: traceId };
  return api.DELETE('/ajax-api/3.0/mlflow/traces/{trace_id}/tags', { params: { path }, body: { key } });
}

/** A trace with its spans as JSON, each span as OpenTelemetry has it. */
export async function exported(traceId: string, signal: AbortSignal): Promise<string> {
  const path = { trace_id: traceId };
  const { trace } = await answer(api.GET('/ajax-api/3.0/mlflow/traces/{trace_id}', { params: { path }, signal }));
  const spans: RawSpan[] = [];
  let next: string | undefined;
  do {
    const page = await spansOf(traceId, next, signal);
    for (const span of page.spans) spans.push(span);
    next = page.next;
  } while (next !== undefined);
  return JSON.stringify({ info: trace.trace_info, data: { spans } }, null, 1);
}
