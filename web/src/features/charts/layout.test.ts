import { describe, expect, it } from 'vitest';
import { readLayout, UNCHANGED, writtenLayout, type Layout } from './layout';
import { dropped } from './dropped';
import { moved, movedSection, put, renamed, sectionsOf, withoutSection, withSection } from './sections';

const METRICS = ['a', 'b', 'c', 'system/cpu', 'val/acc'].map((key) => ({ key, runs: 1, has_history: key !== 'a' }));
const KEYS = { metrics: METRICS, params: [], images: [], more: false };
const ids = (layout: Layout) => sectionsOf(layout, KEYS).map(({ id, charts }) => [id, charts.map((chart) => chart.id)]);

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
    expect(sections.map(({ id }) => id)).toEqual(['', 'val', 'images', 'system']);
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
    const [a, , c] = section?.charts ?? [];
    if (!section || !a || !c) throw new Error('There is no section');
    expect(ids(moved(UNCHANGED, section, c, 'm:a'))[0]).toEqual(['', ['m:c', 'm:a', 'm:b']]);
    expect(ids(moved(UNCHANGED, section, a, undefined))[0]).toEqual(['', ['m:b', 'm:c', 'm:a']]);
  });

  it('leaves out what was removed, and what a search does not find', () => {
    expect(ids({ ...UNCHANGED, removed: ['m:a'], search: 'C' })).toEqual([
      ['', ['m:c']],
      ['val', ['m:val/acc']],
      ['system', ['m:system/cpu']],
    ]);
  });

  it('has sections that a person made, called, filled, moved and took away', () => {
    const made = withSection(UNCHANGED, 'best');
    const [own = ''] = made.sections;
    expect(ids(made)[0]).toEqual([own, []]);
    expect(made.names[own]).toBe('best');

    const all = sectionsOf(made, KEYS);
    const [target, plain] = all;
    const [a, b] = plain?.charts ?? [];
    if (!target || !a || !b) throw new Error('There are no charts');
    const filled = moved(put(made, a, own), { ...target, charts: [a] }, b, 'm:a');
    expect(ids(filled).slice(0, 2)).toEqual([
      [own, ['m:b', 'm:a']],
      ['', ['m:c']],
    ]);
    expect(readLayout(writtenLayout(filled))).toEqual(filled);

    const last = movedSection(filled, sectionsOf(filled, KEYS), own, undefined);
    expect(ids(last).map(([id]) => id)).toEqual(['', 'val', 'system', own]);
    expect(renamed(last, 'val', 'validation').names['val']).toBe('validation');
    expect(ids(withoutSection(last, own)).map(([id]) => id)).toEqual(['', 'val', 'system']);
    expect(ids(withoutSection(filled, own))).toEqual(ids(UNCHANGED));
  });

  it('have sections that are dropped in the place of others, up and down', () => {
    const order = (from: string, to: string) =>
      ids(dropped(UNCHANGED, sectionsOf(UNCHANGED, KEYS), `s:${from}`, `s:${to}`)).map(([id]) => id);
    expect(order('', 'val')).toEqual(['val', '', 'system']);
    expect(order('system', '')).toEqual(['system', '', 'val']);
    expect(order('', 'system')).toEqual(['val', 'system', '']);
    expect(order('val', 'val')).toEqual(['', 'val', 'system']);
  });
});
