import { describe, expect, it } from 'vitest';
import { merged } from './changed-rows';

describe('changes of a run that come together', () => {
  it('say of a tag what the last of them says', () => {
    const set = { experiment_id: '1', run_id: 'a', tags: [{ key: 'stage', value: 'x' }] };
    const gone = { experiment_id: '1', run_id: 'a', deleted_tags: ['stage'] };
    expect(merged(set, gone)).toMatchObject({ tags: [], deleted_tags: ['stage'] });
    expect(merged(gone, set)).toMatchObject({ tags: [{ key: 'stage', value: 'x' }], deleted_tags: [] });
    expect(merged(undefined, set)).toBe(set);
  });
});
