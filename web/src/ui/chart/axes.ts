import uPlot from 'uplot';
import { absoluteTime, duration, metricValue, timeTicks } from '@/lib/format';
import type { Palette } from './palette';

export type XKind = 'number' | 'time' | 'duration';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Round lengths of time, in milliseconds. */
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
  [1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  [1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  [1, 2, 3, 6, 12].map((n) => n * HOUR),
  [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].map((n) => n * DAY),
);

/** A place on the x axis as a text. */
export function xText(kind: XKind, x: number): string {
  if (kind === 'time') return absoluteTime(x);
  return kind === 'duration' ? duration(x) : metricValue(x);
}

export function axisOf(side: 'x' | 'y', kind: XKind, palette: Palette): uPlot.Axis {
  const line = { stroke: palette.grid, width: 1 };
  const common: uPlot.Axis = {
    scale: side,
    stroke: palette.muted,
    font: `11px ${palette.font}`,
    grid: side === 'y' ? line : { show: false },
    ticks: { show: false },
    border: { show: side === 'x', ...line },
  };
  if (side === 'y') return { ...common, values: texts, size: ySize, gap: 6, space: 36 };
  const across: uPlot.Axis = { ...common, size: 28, gap: 6, space: 64 };
  if (kind === 'time')
    return { ...across, size: 40, space: 88, values: (_, splits, _axis, _space, step) => timeTicks(splits, step) };
  if (kind === 'duration')
    return { ...across, incrs: ROUND, values: (_, splits) => splits.map((split) => duration(split)) };
  return { ...across, values: texts };
}

/** Texts of ticks; none where a logarithmic axis has too many. */
function texts(_: uPlot, splits: (number | null)[]): (string | null)[] {
  return splits.map((split) => (split === null ? null : metricValue(split)));
}

/** As wide as the longest text needs. */
function ySize(_: uPlot, values: (string | null)[] | null): number {
  const longest = Math.max(0, ...(values ?? []).map((value) => value?.length ?? 0));
  return 14 + longest * 6.2;
}
