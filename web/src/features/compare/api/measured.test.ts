import { describe, expect, it } from 'vitest';
import { metricEntries, type Measure } from './measured';
import type { Placed } from './told-apart';

function measure(place: number, value: number, more: Partial<Measure> = {}): Placed<Measure> {
  return { place, item: { key: 'acc', value, dataSet: '', digest: '', model: 'net', modelId: 'm-1', ...more } };
}

const named = (entries: readonly (readonly (readonly [string, number])[])[]) =>
  entries.map((values) => Object.fromEntries(values));

describe('metrics of one key', () => {
  it('on several data sets are one each, and what a run keeps of them is not another', () => {
    const measures = [
      measure(0, 1, { dataSet: 'train' }),
      measure(0, 2, { dataSet: 'test' }),
      measure(1, 3, { dataSet: 'test' }),
    ];
    expect(named(metricEntries([[['acc', 2]], [['acc', 3]]], measures))).toEqual([
      { 'acc · train': 1, 'acc · test': 2 },
      { 'acc · test': 3 },
    ]);
  });

  it('of several models of a run are told apart by the models, those of one model each are compared', () => {
    const measures = [
      measure(0, 1, { dataSet: 'test', model: 'small' }),
      measure(0, 2, { dataSet: 'test', model: 'large', modelId: 'm-2' }),
      measure(1, 3, { dataSet: 'test', model: 'large', modelId: 'm-3' }),
    ];
    expect(named(metricEntries([[], []], measures))).toEqual([
      { 'acc · test · small': 1, 'acc · test · large': 2 },
      { 'acc · test · large': 3 },
    ]);
    expect(named(metricEntries([[], []], measures.slice(1)))).toEqual([{ 'acc · test': 2 }, { 'acc · test': 3 }]);
  });

  it('of models of one name are told apart by what there is', () => {
    const measures = [measure(0, 1), measure(0, 2, { modelId: 'm-2' })];
    expect(named(metricEntries([[['acc', 2]]], measures))).toEqual([{ 'acc · m-1': 1, 'acc · m-2': 2 }]);
  });

  it('that one model has several of are the last one', () => {
    const measures = [measure(0, 1, { dataSet: 'test' }), measure(0, 2, { dataSet: 'test' })];
    expect(named(metricEntries([[['acc', 2]]], measures))).toEqual([{ 'acc · test': 2 }]);
  });

  it('stay as a run keeps them where another run measured of no model', () => {
    const measures = [measure(0, 1, { dataSet: 'train' })];
    expect(named(metricEntries([[['acc', 1]], [['acc', 5]]], measures))).toEqual([
      { acc: 1, 'acc · train': 1 },
      { acc: 5 },
    ]);
  });
});
