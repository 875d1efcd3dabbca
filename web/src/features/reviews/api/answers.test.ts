import { describe, expect, it } from 'vitest';
import type { LabelSchema } from '@/lib/review-queues';
import { answeredBefore, faultOf, lacksAnswer, toSend } from './answers';

function schema(id: string, input: LabelSchema['input'], type: LabelSchema['type'] = 'FEEDBACK'): LabelSchema {
  return { schema_id: id, name: `name of ${id}`, experiment_id: '1', type, input };
}

const TEXT = schema('text', { text: { max_length: 3 } });
const NUMBER = schema('number', { numeric: { min_value: 1, max_value: 5 } });
const IDEAL = schema('ideal', { text: {} }, 'EXPECTATION');

describe('answers', () => {
  it('are read from what the same person said before', () => {
    const of = (source_id: string, more: object) => ({
      assessment_name: 'name of text',
      source: { source_type: 'HUMAN' as const, source_id },
      ...more,
    });
    const assessments = [
      of('ann', { feedback: { value: 'old' }, valid: false }),
      of('ann', { feedback: { value: 'new' }, rationale: 'why' }),
      of('bob', { feedback: { value: 'other' } }),
      of('ann', { feedback: { value: 'of a span' }, span_id: '0a' }),
      of('ann', { assessment_name: 'name of ideal', feedback: { value: 'no expectation' } }),
    ];
    expect(answeredBefore([TEXT, IDEAL], assessments, 'ann')).toEqual({ text: { value: 'new', comment: 'why' } });
  });

  it('say what is wrong with them', () => {
    expect(faultOf(TEXT, 'abc')).toBeUndefined();
    expect(faultOf(TEXT, 'abcd')).toEqual({ text: 'long', limit: 3 });
    expect(faultOf(TEXT, '😀😀😀')).toBeUndefined();
    expect([0, 3, 9, 'x', undefined].map((value) => faultOf(NUMBER, value)?.text)).toEqual([
      'least',
      undefined,
      'greatest',
      'number',
      undefined,
    ]);
  });

  it('are asked for where there is a comment, as far as comments can be given', () => {
    const asking = { ...TEXT, enable_comment: true };
    expect(lacksAnswer(asking, { value: undefined, comment: 'because' })).toBe(true);
    expect(lacksAnswer(asking, { value: 'a', comment: 'because' })).toBe(false);
    expect(lacksAnswer(asking, { value: undefined, comment: ' ' })).toBe(false);
    expect(lacksAnswer(TEXT, { value: undefined, comment: 'of before' })).toBe(false);
  });

  it('are sent where they are filled in, and taken back where they were', () => {
    const before = { text: { value: 'a', comment: '' } };
    const drafts = { text: { value: undefined, comment: 'lost' }, number: { value: 4, comment: ' good ' } };
    expect(toSend([TEXT, NUMBER, IDEAL], before, drafts)).toEqual([
      { schema_id: 'text', value: null },
      { schema_id: 'number', value: 4, comment: 'good' },
    ]);
  });
});
