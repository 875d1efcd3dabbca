import * as v from 'valibot';
import type { Field, Keys } from './api/charts';

export const KINDS = [
  'line',
  'bar',
  'scatter',
  'parallel',
  'contour',
  'box',
  'histogram',
  'difference',
  'image',
] as const;
export type Kind = (typeof KINDS)[number];

export const AXES = ['STEP', 'TIME', 'RELATIVE_TIME', 'METRIC'] as const;

const windowSchema = v.pipe(v.tuple([v.number(), v.number()]), v.readonly());
const fieldSchema = v.object({ kind: v.picklist(['metric', 'param', 'image']), key: v.string() });

const chartSchema = v.object({
  id: v.string(),
  kind: v.picklist(KINDS),
  title: v.optional(v.string()),
  section: v.string(),
  /** Metrics of a line chart; in other charts what they show, in the order of their axes. */
  fields: v.array(fieldSchema),
  /** The run with which a chart of differences compares. */
  baseline: v.optional(v.string()),
});
export type Chart = v.InferOutput<typeof chartSchema>;

const linesSchema = v.object({
  x: v.optional(v.picklist(AXES), 'STEP'),
  xMetric: v.optional(v.string(), ''),
  logX: v.optional(v.boolean(), false),
  logY: v.optional(v.boolean(), false),
  smoothing: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.999)), 0),
  ignoreOutliers: v.optional(v.boolean(), false),
});
/** How all line charts are drawn. */
export type Lines = v.InferOutput<typeof linesSchema>;

const layoutSchema = v.object({
  lines: v.optional(linesSchema, {}),
  /** Charts that a person made, or changed: those of the id of a default chart are in its place. */
  charts: v.optional(v.array(chartSchema), []),
  removed: v.optional(v.array(v.string()), []),
  /** Charts that were moved: the ids of the first ones of a section, in order. */
  order: v.optional(v.record(v.string(), v.array(v.string())), {}),
  closed: v.optional(v.array(v.string()), []),
  zooms: v.optional(v.record(v.string(), windowSchema), {}),
  /** The steps that charts of images show; of others the last. */
  steps: v.optional(v.record(v.string(), v.number()), {}),
  search: v.optional(v.string(), ''),
  /** Runs that are not drawn. */
  hidden: v.optional(v.array(v.string()), []),
});
/** What a person made of the charts: all of it can be written into an address or a saved view. */
export type Layout = v.InferOutput<typeof layoutSchema>;

export const UNCHANGED: Layout = v.parse(layoutSchema, {});

/** A layout as an address has it; what cannot be read is as if it were not there. */
export function readLayout(written: unknown): Layout {
  const read = v.safeParse(layoutSchema, written ?? {});
  return read.success ? read.output : UNCHANGED;
}

/** What is not as it is anyway; undefined where nothing is. */
export function writtenLayout(layout: Layout): Record<string, unknown> | undefined {
  const changed = differences(layout, UNCHANGED);
  return Object.keys(changed).length === 0 ? undefined : changed;
}

function differences(of: Record<string, unknown>, from: Record<string, unknown>): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(of)) {
    if (JSON.stringify(value) === JSON.stringify(from[key])) continue;
    changed[key] =
      key === 'lines' ? differences(value as Record<string, unknown>, from[key] as Record<string, unknown>) : value;
  }
  return changed;
}

/** What there is to draw, and charts that a screen begins with beside those of single metrics. */
export type Shown = Pick<Keys, 'metrics' | 'images'> & { first?: readonly Chart[] };

export type Section = { name: string; charts: Chart[] };

/** Where images are, whatever their keys; metrics may be there too. */
export const IMAGES = 'images';

/** Metrics are grouped by what stands before their first slash; those without one come first. */
export function sectionOf({ kind, key }: Field): string {
  if (kind === 'image') return IMAGES;
  const slash = key.indexOf('/');
  return slash > 0 ? key.slice(0, slash) : '';
}

/** A chart of each metric: of lines where it has a history, of bars where it has single values; and one of each image. */
export function defaultCharts({ metrics, images, first = [] }: Shown): Chart[] {
  const ofImages = images.map((key): Chart => ({
    id: `i:${key}`,
    kind: 'image',
    section: IMAGES,
    fields: [{ kind: 'image', key }],
  }));
  return [...first, ...metrics.map(ofMetric), ...ofImages];
}

function ofMetric({ key, has_history: hasHistory }: Keys['metrics'][number]): Chart {
  const field: Field = { kind: 'metric', key };
  return {
    id: `m:${key}`,
    kind: hasHistory === true ? 'line' : 'bar',
    section: sectionOf(field),
    fields: [field],
  };
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
  const sections = new Map<string, Chart[]>();
  for (const chart of all) {
    if (wanted !== '' && !titleOf(chart).toLowerCase().includes(wanted)) continue;
    const charts = sections.get(chart.section);
    if (charts) charts.push(chart);
    else sections.set(chart.section, [chart]);
  }
  return [...sections]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([name, charts]) => ({ name, charts: ordered(charts, layout.order[name]) }));
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

/** A layout in which a chart stands before another of its section, or at its end. */
export function moved(layout: Layout, section: Section, id: string, before: string | undefined): Layout {
  const ids = section.charts.map((chart) => chart.id).filter((other) => other !== id);
  const place = before === undefined ? ids.length : ids.indexOf(before);
  const order = ids.toSpliced(place < 0 ? ids.length : place, 0, id);
  const last = Math.max(order.indexOf(id), ...(layout.order[section.name] ?? []).map((other) => order.indexOf(other)));
  return { ...layout, order: { ...layout.order, [section.name]: order.slice(0, last + 2) } };
}

export function titleOf(chart: Chart): string {
  return chart.title ?? chart.fields.map((field) => field.key).join(' × ');
}

const METRICS = ['metric'] as const;
const VALUES = ['metric', 'param'] as const;

/** Fields a kind of chart needs, at least and at most, and what they may be. */
export const FIELDS: Record<Kind, { least: number; most: number; of: readonly Field['kind'][] }> = {
  line: { least: 1, most: 10, of: METRICS },
  bar: { least: 1, most: 10, of: METRICS },
  scatter: { least: 2, most: 2, of: VALUES },
  parallel: { least: 2, most: 20, of: VALUES },
  contour: { least: 3, most: 3, of: VALUES },
  box: { least: 1, most: 2, of: VALUES },
  histogram: { least: 1, most: 1, of: VALUES },
  difference: { least: 1, most: 20, of: METRICS },
  image: { least: 1, most: 10, of: ['image'] },
};

export function sameField(a: Field, b: Field): boolean {
  return a.kind === b.kind && a.key === b.key;
}
