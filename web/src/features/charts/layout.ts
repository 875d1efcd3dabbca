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
const fieldSchema = v.object({
  kind: v.picklist(['metric', 'param', 'image']),
  key: v.string(),
  /** Whether its axis is logarithmic. */
  log: v.optional(v.boolean()),
});
export type ChartField = v.InferOutput<typeof fieldSchema>;

const imageSchema = v.object({ runId: v.string(), key: v.string(), place: v.number() });

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
  /** The first sections, in order, as far as one was moved or made; what they are called; which charts were put there. */
  sections: v.optional(v.array(v.string()), []),
  names: v.optional(v.record(v.string(), v.string()), {}),
  placed: v.optional(v.record(v.string(), v.string()), {}),
  /** Charts that are shown as tables, the one that fills the window, and the image that does. */
  tables: v.optional(v.array(v.string()), []),
  full: v.optional(v.string(), ''),
  image: v.optional(imageSchema),
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

/** A layout in which a chart shows a window of its x axis; all of it where undefined. */
export function zoomed(layout: Layout, id: string, zoom: readonly [number, number] | undefined): Layout {
  const others = Object.entries(layout.zooms).filter(([other]) => other !== id);
  return { ...layout, zooms: Object.fromEntries(zoom ? [...others, [id, zoom]] : others) };
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

export function titleOf(chart: Pick<Chart, 'title' | 'fields'>): string {
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

/** Whether the axis of a field may be logarithmic: those of the first ones of these kinds. */
const LOGS: Partial<Record<Kind, number>> = { bar: 1, scatter: 2, parallel: 20, contour: 2, box: 1, histogram: 1 };

export function mayBeLog(kind: Kind, place: number): boolean {
  return place < (LOGS[kind] ?? 0);
}

export function sameField(a: Field, b: Field): boolean {
  return a.kind === b.kind && a.key === b.key;
}
