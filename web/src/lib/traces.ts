import { queryOptions } from '@tanstack/react-query';
import type { Assessment, TraceInfo } from '@/api/schema.gen';
import { answer, api } from './api-client';

export type { Assessment, TraceInfo };

/** What is known of one trace, with what was said of it. Screens that show it share what was read. */
export function traceQuery(traceId: string) {
  return queryOptions({
    queryKey: ['traces', 'one', traceId],
    queryFn: async ({ signal }) => {
      const path = { trace_id: traceId };
      return (await answer(api.GET('/ajax-api/3.0/mlflow/traces/{trace_id}', { params: { path }, signal }))).trace
        .trace_info;
    },
  });
}

/** What an assessment says. */
export function assessedValue({ feedback, expectation }: Assessment): unknown {
  if (feedback) return feedback.value;
  const written = expectation?.serialized_value?.value;
  if (typeof written !== 'string') return expectation?.value;
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return written;
  }
}

/** What the preview of a request or a response says: the text itself where it is JSON with one text in it. */
export function previewText(preview: string | null | undefined): string {
  return onlyText(parsed(preview ?? undefined)) ?? preview ?? '';
}

/** The text that a value is, or the one text that it holds. */
export function onlyText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const values = typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [];
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : undefined;
}

/** The JSON that a text is; undefined where it is none. */
export function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
