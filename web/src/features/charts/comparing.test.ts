import { describe, expect, it } from 'vitest';
import { comparingCharts, inCommon } from './comparing';

const KEYS = {
  metrics: [
    { key: 'loss', runs: 3, has_history: true },
    { key: 'auc', runs: 1, has_history: false },
    { key: 'system/cpu', runs: 3, has_history: true },
  ],
  params: [
    { key: 'depth', runs: 2 },
    { key: 'lr', runs: 3 },
  ],
  images: [],
  more: false,
};

describe('charts that compare runs', () => {
  it('are of what several runs have, or of all that one has', () => {
    expect(inCommon(KEYS, 3).metrics.map(({ key }) => key)).toEqual(['loss', 'system/cpu']);
    expect(inCommon(KEYS, 1).metrics).toHaveLength(3);
  });

  it('show how parameters go with metrics, those of most runs first', () => {
    expect(comparingCharts(inCommon(KEYS, 3)).map(({ kind, fields }) => [kind, fields.map(({ key }) => key)])).toEqual([
      ['parallel', ['lr', 'depth', 'loss']],
      ['scatter', ['lr', 'loss']],
    ]);
  });

  it('are none where there is nothing to set against another', () => {
    expect(comparingCharts({ ...KEYS, metrics: [{ key: 'loss', runs: 3, has_history: true }], params: [] })).toEqual(
      [],
    );
  });
});
