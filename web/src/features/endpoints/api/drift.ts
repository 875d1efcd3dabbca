import { queryOptions } from '@tanstack/react-query';
import type { DriftColumn } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { known, since, type Span } from './payloads';

export type { DriftColumn };

/** How what an endpoint is asked and answers differs from what it was; what is known of it stays until more is. */
export function driftQuery(name: string, entity: string, span: Span) {
  return queryOptions({
    queryKey: ['endpoints', 'drift', name, entity, span],
    queryFn: ({ signal }) => {
      const query = { from: since(span) ?? 0, ...(entity !== '' && { entity }) };
      const params = { path: { name }, query };
      return answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/drift', { params, signal }));
    },
    placeholderData: (before, query) => (query?.queryKey[2] === name ? before : undefined),
  });
}

const WORST = ['STRONG', 'MODERATE', 'STABLE', 'TOO_FEW'] as const;

/** Those that differ most come first. */
export function sorted(columns: readonly DriftColumn[]): DriftColumn[] {
  return columns.toSorted(
    (one, other) =>
      WORST.indexOf(one.level) - WORST.indexOf(other.level) || (known(other.psi) ?? 0) - (known(one.psi) ?? 0),
  );
}
