import type { LabelSchema } from '@/lib/review-queues';
import { assessedValue, type Assessment } from '@/lib/traces';

/** What a person has filled in for a question: `value` is what the server wants, undefined where there is none. */
export type Draft = { value: unknown; comment: string };
export type Drafts = Readonly<Record<string, Draft>>;

export const NO_DRAFT: Draft = { value: undefined, comment: '' };

/** What a person answered before, by the ids of the questions. */
export function answeredBefore(
  schemas: readonly LabelSchema[],
  assessments: readonly Assessment[],
  reviewer: string,
): Drafts {
  const own = assessments.filter(
    ({ source, span_id: spanId, valid }) =>
      source?.source_type === 'HUMAN' && source.source_id === reviewer && !spanId && valid !== false,
  );
  return Object.fromEntries(
    schemas.flatMap((schema) => {
      const said = own.findLast(
        (one) => one.assessment_name === schema.name && Boolean(one.expectation) === (schema.type === 'EXPECTATION'),
      );
      return said ? [[schema.schema_id, { value: assessedValue(said), comment: said.rationale ?? '' }]] : [];
    }),
  );
}

type Fault = { text: 'number' | 'least' | 'greatest' | 'long'; limit: number };

/** What is wrong with an answer; undefined where it can be given, or is none. */
export function faultOf({ input }: LabelSchema, value: unknown): Fault | undefined {
  if (value === undefined) return undefined;
  if (input.numeric) {
    const [least, greatest] = [boundOf(input.numeric.min_value), boundOf(input.numeric.max_value)];
    if (typeof value !== 'number' || !Number.isFinite(value)) return { text: 'number', limit: 0 };
    if (least !== undefined && value < least) return { text: 'least', limit: least };
    if (greatest !== undefined && value > greatest) return { text: 'greatest', limit: greatest };
  }
  const most = input.text?.max_length ?? undefined;
  if (most !== undefined && typeof value === 'string' && Array.from(value).length > most) {
    return { text: 'long', limit: most };
  }
  return undefined;
}

/** Whether something is said about an answer that is not given: it would be lost. */
export function lacksAnswer({ enable_comment: asksWhy }: LabelSchema, { value, comment }: Draft): boolean {
  return asksWhy === true && value === undefined && comment.trim() !== '';
}

export function boundOf(bound: number | string | null | undefined): number | undefined {
  return typeof bound === 'number' ? bound : undefined;
}

/** The answers to send: what is filled in, and what was answered before and is so no longer. */
export function toSend(schemas: readonly LabelSchema[], before: Drafts, drafts: Drafts) {
  return schemas.flatMap(({ schema_id: id }) => {
    const { value, comment } = drafts[id] ?? NO_DRAFT;
    if (value === undefined) return before[id] ? [{ schema_id: id, value: null }] : [];
    return [{ schema_id: id, value, ...(comment.trim() !== '' && { comment: comment.trim() }) }];
  });
}
