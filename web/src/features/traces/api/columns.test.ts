import { describe, expect, it } from 'vitest';
import { columnIds, keyOf, knownKeys } from './columns';

describe('columns of traces', () => {
  it('are those that somebody chose, with the request', () => {
    expect(columnIds(['cost'], ['correct'])).toEqual(['request', 'cost']);
    expect(columnIds(['request', 'of an older page', 'tags.env'], [])).toEqual(['request', 'tags.env']);
    expect(columnIds(undefined, ['correct'])).toContain('assessment.correct');
  });

  it('tell keys, dots in them too, from attributes', () => {
    expect(keyOf('metadata.mlflow.trace.session')).toEqual(['metadata', 'mlflow.trace.session']);
    expect(keyOf('tags')).toBeUndefined();
  });

  it('offer the keys of the traces, and those that are shown', () => {
    const traces = [{ trace_id: '1', tags: { env: 'prod' }, trace_metadata: { size: '1' } }];
    expect(knownKeys(traces, ['tags.rare', 'assessment.correct'])).toEqual({
      tags: ['env', 'rare'],
      metadata: ['size'],
    });
  });
});
