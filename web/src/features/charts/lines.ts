import type { PlotMetrics } from '@/api/schema.gen';
import { runPlace } from '@/lib/run-colors';
import type { XKind } from '@/ui/chart/axes';
import type { Line, Window } from '@/ui/chart/line';
import type { ChartRun, PlottedSeries } from './api/charts';
import type { Chart, Lines } from './layout';

/** So many pixels are worth a bucket; wider charts ask for more in steps, so that a resize rarely asks anew. */
const PIXELS = 100;

/** What a line chart asks the server for. */
export function plotOf(chart: Chart, runs: readonly ChartRun[], lines: Lines, width: number): PlotMetrics {
  return {
    run_ids: runs.map((run) => run.run_id),
    metric_keys: chart.fields.map((field) => field.key),
    x: lines.x,
    ...(lines.x === 'METRIC' && { x_metric: lines.xMetric }),
    ...(lines.logX && { log_x: true }),
    buckets: Math.max(Math.ceil(width / PIXELS), 3) * PIXELS,
    ...((lines.smoothing > 0 || lines.ignoreOutliers) && { means: true }),
  };
}

export function inWindow(plot: PlotMetrics, [from, to]: Window): PlotMetrics {
  return { ...plot, from, to };
}

/** The lines of what the server drew. A run has one colour in all charts; its metrics differ where there is one run. */
export function linesOf(series: readonly PlottedSeries[], runs: readonly ChartRun[], keys: number): Line[] {
  const names = new Map(runs.map((run) => [run.run_id, run.run_name]));
  return series.map((one, i) => {
    const run = names.get(one.run_id) ?? one.run_id;
    return {
      id: `${one.run_id} ${one.metric_key}`,
      name: keys === 1 ? run : runs.length === 1 ? one.metric_key : `${run} · ${one.metric_key}`,
      place: keys === 1 ? runPlace(one.run_id) : i,
      x: numbers(one.x),
      y: numbers(one.y),
      points: one.points ?? 0,
      means: one.means.x
        ? { x: numbers(one.means.x), y: numbers(one.means.y), counts: numbers(one.means.counts) }
        : undefined,
      nan: numbers(one.nan),
      above: numbers(one.above),
      below: numbers(one.below),
    };
  });
}

/** The server sends finite numbers only here. */
function numbers(sent: readonly (number | string)[] | undefined): readonly number[] {
  return (sent ?? []) as readonly number[];
}

export function xKindOf({ x }: Lines): XKind {
  return x === 'TIME' ? 'time' : x === 'RELATIVE_TIME' ? 'duration' : 'number';
}
