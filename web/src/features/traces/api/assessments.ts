import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import type { Assessment, TraceInfo } from '@/lib/traces';

/** Who assesses, until there are accounts: what MLflow's clients write where nobody is named. */
const SOMEBODY = { source_type: 'HUMAN', source_id: 'default' } as const;

export const KINDS = ['feedback', 'expectation'] as const;
export type Kind = (typeof KINDS)[number];

export type NewAssessment = {
  kind: Kind;
  name: string;
  value: unknown;
  rationale: string;
  spanId?: string | undefined;
  /** The one that this replaces. */
  overrides?: string | undefined;
};

export function useAssess(traceId: string) {
  return useChange('traces', ({ kind, name, value, rationale, spanId, overrides }: NewAssessment) => {
    const held =
      kind === 'feedback'
        ? { feedback: { value } }
        : { expectation: typeof value === 'object' ? { serialized_value: serialized(value) } : { value } };
    return answer(
      api.POST('/ajax-api/3.0/mlflow/traces/{trace_id}/assessments', {
        params: { path: { trace_id: traceId } },
        body: {
          assessment: {
            assessment_name: name,
            trace_id: traceId,
            source: SOMEBODY,
            ...held,
            ...(rationale !== '' && { rationale }),
            ...(spanId !== undefined && { span_id: spanId }),
            ...(overrides !== undefined && { overrides }),
          },
        },
      }),
    );
  });
}

function serialized(value: unknown) {
  return { serialization_format: 'JSON_FORMAT', value: JSON.stringify(value) };
}

export function useDropAssessment(traceId: string) {
  return useChange('traces', (assessmentId: string) =>
    api.DELETE('/ajax-api/3.0/mlflow/traces/{trace_id}/assessments/{assessment_id}', {
      params: { path: { trace_id: traceId, assessment_id: assessmentId } },
      body: {},
    }),
  );
}

/** The latest assessment of a name that holds. */
export function assessmentNamed(trace: TraceInfo, name: string): Assessment | undefined {
  return trace.assessments?.findLast((one) => one.assessment_name === name && one.valid !== false);
}
