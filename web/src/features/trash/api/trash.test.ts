import { describe, expect, it } from 'vitest';
import { keyOf, namedBy } from './trash';

describe('chosen rows', () => {
  it('are put together by what they are', () => {
    const keys = [
      keyOf({ kind: 'run', id: 'a' }),
      keyOf({ kind: 'trace', id: 'tr:1' }),
      keyOf({ kind: 'run', id: 'b' }),
    ];
    expect(namedBy(keys)).toEqual({ experiment: [], run: ['a', 'b'], logged_model: [], trace: ['tr:1'] });
  });
});
