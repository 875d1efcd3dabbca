import { ownId } from '@/lib/own-id';
import { defaultCharts, IMAGES, titleOf, type Chart, type Layout, type Shown } from './layout';

/** Some charts below a heading. Those that a person made begin with a mark, so that no metric's group is called so. */
export type Section = { id: string; charts: Chart[] };

const OWN = '+';

export function isOwn(section: string): boolean {
  return section.startsWith(OWN);
}

/** The section that a chart stands in. */
export function placeOf(layout: Layout, chart: Chart): string {
  return layout.placed[chart.id] ?? chart.section;
}

/** The sections of a layout: default charts that were not removed, with those that a person made, in their order. */
export function sectionsOf(layout: Layout, shown: Shown): Section[] {
  const own = new Map(layout.charts.map((chart) => [chart.id, chart]));
  const removed = new Set(layout.removed);
  const defaults = defaultCharts(shown).filter((chart) => !removed.has(chart.id));
  const known = new Set(defaults.map((chart) => chart.id));
  const all = [
    ...layout.charts.filter((chart) => !known.has(chart.id) && !removed.has(chart.id)),
    ...defaults.map((chart) => own.get(chart.id) ?? chart),
  ];
  const wanted = layout.search.trim().toLowerCase();
  const sections = new Map<string, Chart[]>(
    wanted === '' ? layout.sections.filter(isOwn).map((id) => [id, []] as const) : [],
  );
  for (const chart of all) {
    if (wanted !== '' && !titleOf(chart).toLowerCase().includes(wanted)) continue;
    const section = placeOf(layout, chart);
    const charts = sections.get(section);
    if (charts) charts.push(chart);
    else sections.set(section, [chart]);
  }
  const places = new Map(layout.sections.map((id, place) => [id, place]));
  const place = (id: string) => places.get(id) ?? places.size;
  return [...sections]
    .sort(([a], [b]) => place(a) - place(b) || rank(a) - rank(b) || a.localeCompare(b))
    .map(([id, charts]) => ({ id, charts: ordered(charts, layout.order[id]) }));
}

/** Images are known a bit later than metrics, and what computers say of themselves comes last. */
function rank(section: string): number {
  if (section === '') return 0;
  return section === IMAGES ? 2 : section === 'system' ? 3 : 1;
}

function ordered(charts: Chart[], order: readonly string[] | undefined): Chart[] {
  if (!order) return charts;
  const places = new Map(order.map((id, place) => [id, place]));
  const place = (chart: Chart) => places.get(chart.id) ?? order.length;
  return charts.toSorted((a, b) => place(a) - place(b));
}

/** A layout in which a chart stands before another of a section, or at its end. */
export function moved(layout: Layout, section: Section, chart: Chart, before: string | undefined): Layout {
  const ids = section.charts.map(({ id }) => id).filter((other) => other !== chart.id);
  const place = before === undefined ? ids.length : ids.indexOf(before);
  const order = ids.toSpliced(place < 0 ? ids.length : place, 0, chart.id);
  const known = (layout.order[section.id] ?? []).map((other) => order.indexOf(other));
  const last = Math.max(order.indexOf(chart.id), ...known);
  const within = put(layout, chart, section.id);
  return { ...within, order: { ...layout.order, [section.id]: order.slice(0, last + 2) } };
}

/** A layout in which a chart stands in a section, wherever in it. */
export function put(layout: Layout, chart: Chart, section: string): Layout {
  const others = without(layout.placed, chart.id);
  return { ...layout, placed: section === chart.section ? others : { ...others, [chart.id]: section } };
}

/** A layout with a section of that name before all others. */
export function withSection(layout: Layout, name: string): Layout {
  const id = `${OWN}${ownId()}`;
  return { ...layout, sections: [id, ...layout.sections], names: { ...layout.names, [id]: name } };
}

export function renamed(layout: Layout, section: string, name: string): Layout {
  return { ...layout, names: { ...layout.names, [section]: name } };
}

/** A layout without a section that a person made: its charts go back to where they were. */
export function withoutSection(layout: Layout, section: string): Layout {
  return {
    ...layout,
    names: without(layout.names, section),
    order: without(layout.order, section),
    sections: layout.sections.filter((id) => id !== section),
    closed: layout.closed.filter((id) => id !== section),
    placed: Object.fromEntries(Object.entries(layout.placed).filter(([, id]) => id !== section)),
  };
}

/** A layout in which a section stands before another, or behind all. */
export function movedSection(
  layout: Layout,
  sections: readonly Section[],
  section: string,
  before: string | undefined,
): Layout {
  const ids = sections.map(({ id }) => id).filter((id) => id !== section);
  const place = before === undefined ? ids.length : ids.indexOf(before);
  const order = ids.toSpliced(place < 0 ? ids.length : place, 0, section);
  const last = Math.max(order.indexOf(section), ...layout.sections.map((id) => order.indexOf(id)));
  const unseen = layout.sections.filter((id) => !order.includes(id));
  return { ...layout, sections: [...order.slice(0, last + 1), ...unseen] };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}
