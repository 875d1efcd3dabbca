import { describe, expect, it } from 'vitest';
import { moved, readLayout, sectionsOf, UNCHANGED, writtenLayout, type Layout } from './layout';

const METRICS = ['a', 'b', 'c', 'system/cpu', 'val/acc'].map((key) => ({ key, runs: 1, has_history: key !== 'a' }));
const KEYS = { metrics: METRICS, params: [], images: [], more: false };
const ids = (layout: Layout) => sectionsOf(layout, KEYS).map(({ name, charts }) => [name, charts.map(({ id }) => id)]);

describe('the layout of charts', () => {
  it('has a chart of each metric, in sections, the system last', () => {
    expect(ids(UNCHANGED)).toEqual([
      ['', ['m:a', 'm:b', 'm:c']],
      ['val', ['m:val/acc']],
      ['system', ['m:system/cpu']],
    ]);
    expect(sectionsOf(UNCHANGED, KEYS)[0]?.charts.map(({ kind }) => kind)).toEqual(['bar', 'line', 'line']);
  });

  it('has a chart of each image behind those of metrics', () => {
    const sections = sectionsOf(UNCHANGED, { ...KEYS, images: ['val/dog', 'cat'] });
    expect(sections.map(({ name }) => name)).toEqual(['', 'val', 'images', 'system']);
    expect(sections[2]?.charts.map(({ id, kind }) => [id, kind])).toEqual([
      ['i:val/dog', 'image'],
      ['i:cat', 'image'],
    ]);
  });

  it('comes back from an address as it was, and is nothing there where nothing changed', () => {
    expect(writtenLayout(UNCHANGED)).toBeUndefined();
    const layout: Layout = { ...UNCHANGED, lines: { ...UNCHANGED.lines, smoothing: 0.5 }, zooms: { 'm:b': [1, 2] } };
    expect(writtenLayout(layout)).toEqual({ lines: { smoothing: 0.5 }, zooms: { 'm:b': [1, 2] } });
    expect(readLayout(writtenLayout(layout))).toEqual(layout);
    expect(readLayout({ charts: 'nonsense' })).toEqual(UNCHANGED);
  });

  it('keeps charts where they were moved', () => {
    const [section] = sectionsOf(UNCHANGED, KEYS);
    if (!section) throw new Error('There is no section');
    expect(ids(moved(UNCHANGED, section, 'm:c', 'm:a'))[0]).toEqual(['', ['m:c', 'm:a', 'm:b']]);
    expect(ids(moved(UNCHANGED, section, 'm:a', undefined))[0]).toEqual(['', ['m:b', 'm:c', 'm:a']]);
  });

  it('leaves out what was removed, and what a search does not find', () => {
    expect(ids({ ...UNCHANGED, removed: ['m:a'], search: 'C' })).toEqual([
      ['', ['m:c']],
      ['val', ['m:val/acc']],
      ['system', ['m:system/cpu']],
    ]);
  });
});
