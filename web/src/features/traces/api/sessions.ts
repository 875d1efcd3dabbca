import type { TraceSession } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import type { Page } from '@/lib/loaded-rows';

export type { TraceSession };

const PAGE_SIZE = 100;

/** The sessions of an experiment whose ids hold a text, the one with the latest trace first. */
export async function searchSessions(
  experimentId: string,
  contains: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page<TraceSession>> {
  const page = await answer(
    api.POST('/ajax-api/3.0/cairn/traces/sessions', {
      body: {
        experiment_id: experimentId,
        max_results: PAGE_SIZE,
        ...(contains !== '' && { contains }),
        ...(token !== undefined && { page_token: token }),
      },
      signal,
    }),
  );
  return { rows: page.sessions ?? [], next: page.next_page_token ?? undefined };
}
