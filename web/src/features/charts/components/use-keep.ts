import type { RefObject } from 'react';
import { useLongWork } from '@/lib/long-work';
import { keep as give, type FileKind } from '@/ui/chart/file-items';
import type { LineChartActions } from '@/ui/chart/line-chart';
import type { ChartRun } from '../api/charts';
import { everyPoint } from '../api/points';
import { titleOf, type Chart, type Layout } from '../layout';

/** Whether a file of values has every point of what the chart shows, and not only those that it has room for. */
export function hasEveryPoint(chart: Chart, { lines }: Layout): boolean {
  return chart.kind === 'line' && lines.x !== 'METRIC';
}

/** Gives what a chart shows as a file. Every point of a long history takes a while, and can be given up. */
export function useKeep(
  chart: Chart,
  runs: readonly ChartRun[],
  layout: Layout,
  actions: RefObject<LineChartActions | null>,
) {
  const { progress, run, giveUp } = useLongWork();
  const fileOf = (kind: FileKind) => {
    const { x: axis } = layout.lines;
    if (kind !== 'csv' || !hasEveryPoint(chart, layout) || axis === 'METRIC') return actions.current?.[kind]();
    const keys = chart.fields.map(({ key }) => key);
    return run(runs.length * keys.length, (work) =>
      everyPoint({ runs, keys, axis, window: layout.zooms[chart.id] }, work),
    );
  };
  const keep = (kind: FileKind) => give(fileOf(kind), `${titleOf(chart)}.${kind}`);
  return { progress, keep, giveUp };
}
