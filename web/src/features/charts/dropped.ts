import type { Layout } from './layout';
import { moved, movedSection, put, type Section } from './sections';

/** What dragging knows a section by. */
export const SECTION = 's:';

/**
 * A layout after a chart or a section was dropped on another chart or section. A section takes the place of that on which
 * it was dropped: behind it on the way down, before it on the way up.
 */
export function dropped(layout: Layout, sections: readonly Section[], dragged: string, over: string): Layout {
  const find = (id: string) => sections.find((section) => section.charts.some((chart) => chart.id === id));
  const isHeader = over.startsWith(SECTION);
  const to = isHeader ? sections.find(({ id }) => `${SECTION}${id}` === over) : find(over);
  if (!to) return layout;
  if (dragged.startsWith(SECTION)) {
    const section = dragged.slice(SECTION.length);
    if (to.id === section) return layout;
    const [from, at] = [section, to.id].map((id) => sections.findIndex((one) => one.id === id)) as [number, number];
    return movedSection(layout, sections, section, from < at ? sections[at + 1]?.id : to.id);
  }
  const from = find(dragged);
  const chart = from?.charts.find(({ id }) => id === dragged);
  if (!chart) return layout;
  if (!isHeader) return moved(layout, to, chart, over);
  return to === from ? layout : put(layout, chart, to.id);
}
