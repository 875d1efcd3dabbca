import { describe, expect, it } from 'vitest';
import { completionOf } from './completion';

describe('completionOf', () => {
  it.each([
    ['', { expects: 'field', prefix: '' }],
    ['sta', { expects: 'field', prefix: 'sta' }],
    ['metrics.lo', { expects: 'key', kind: 'metrics', prefix: 'lo', from: 0 }],
    ['metrics.`val lo', { expects: 'key', kind: 'metrics', prefix: 'val lo', from: 0 }],
    ['metrics.loss ', { expects: 'operator', isNumber: true }],
    ['metrics.`val loss` ', { expects: 'operator', isNumber: true }],
    ['params.a LI', { expects: 'operator', isNumber: false, prefix: 'LI' }],
    ['status = ', { expects: 'value', field: 'status' }],
    ["status = 'FI", { expects: 'value', field: 'status', prefix: "'FI", from: 9 }],
    ["status = 'FINISHED' ", { expects: 'join' }],
    ["status = 'FINISHED' an", { expects: 'join', prefix: 'an' }],
    ["status = 'FINISHED' AND tags.", { expects: 'key', kind: 'tags', prefix: '', from: 24 }],
    ['(metrics.a > 1 OR ', { expects: 'field' }],
    ['tags.a IS NULL ', { expects: 'join' }],
    ['NOT ', { expects: 'field' }],
  ])('knows what comes after %j', (text, completion) => {
    expect(completionOf(text)).toMatchObject(completion);
  });
});
