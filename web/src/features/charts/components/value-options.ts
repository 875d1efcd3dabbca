import { metricValue } from '@/lib/format';
import { HUES, runPlace } from '@/lib/run-colors';
import type { EChartOption } from '@/ui/chart/e-chart';
import type { Palette } from '@/ui/chart/palette';
import type { ChartRun, Table } from '../api/charts';
import { mayBeLog, type Chart } from '../layout';
import { boxes, heights, histogram } from './statistics';

/** What a chart of values draws: the fields of its runs, a column each. */
export type Values = { chart: Chart; runs: readonly ChartRun[]; table: Table };

const GRID = { left: 8, right: 14, top: 12, bottom: 6, containLabel: true };

/** ECharts' own tooltips are HTML with styles, which the page's policy forbids; these are painted. */
function tooltip(palette: Palette, more: object = {}) {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.grid,
    textStyle: { color: palette.text, fontSize: 11 },
    ...more,
  };
}

function axis(palette: Palette, more: object = {}) {
  return {
    axisLine: { lineStyle: { color: palette.grid } },
    axisTick: { show: false },
    axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true },
    nameTextStyle: { color: palette.muted },
    splitLine: { lineStyle: { color: palette.grid } },
    nameLocation: 'middle',
    ...more,
  };
}

function valueAxis(palette: Palette, column: Table[number], isLog: boolean, more: object = {}) {
  const formatter = (value: number) => metricValue(value);
  return isNumeric(column)
    ? axis(palette, {
        type: isLog ? 'log' : 'value',
        scale: true,
        axisLabel: { color: palette.muted, fontSize: 11, formatter, hideOverlap: true },
        ...more,
      })
    : axis(palette, { type: 'category', ...more });
}

function isNumeric(column: Table[number]): boolean {
  return column.every((value) => value === undefined || isNumber(value));
}

/** Whether the axis of a field is logarithmic. Texts have no logarithm. */
function isLogOf({ kind, fields }: Chart, place: number, column: Table[number] | undefined): boolean {
  return fields[place]?.log === true && mayBeLog(kind, place) && isNumeric(column ?? []);
}

/** The values that can be drawn: on a logarithmic axis those above zero. */
function drawable(chart: Chart, table: Table): Table {
  return table.map((column, place) =>
    isLogOf(chart, place, column) ? column.map((value) => (Number(value) > 0 ? value : undefined)) : column,
  );
}

export function isNumber(value: number | string | undefined): boolean {
  return value !== undefined && value !== '' && Number.isFinite(Number(value));
}

function colorOf(run: ChartRun, palette: Palette): string {
  return palette.series[runPlace(run.run_id) % HUES] as string;
}

export function optionOf({ chart, runs, table: given }: Values, palette: Palette): EChartOption {
  const table = drawable(chart, given);
  switch (chart.kind) {
    case 'scatter':
      return scatter(chart, runs, table, palette);
    case 'parallel':
      return parallel(chart, runs, table, palette);
    case 'contour':
      return contour(chart, runs, table, palette);
    case 'box':
      return box(chart, table, palette);
    case 'histogram':
      return histogramOf(chart, table, palette);
    default:
      return bars(chart, runs, table, palette);
  }
}

function bars(chart: Chart, runs: readonly ChartRun[], table: Table, palette: Palette): EChartOption {
  const base = runs.findIndex((run) => run.run_id === chart.baseline);
  const shown = runs
    .map((run, place) => ({ run, place }))
    .filter(({ place }) => chart.kind !== 'difference' || place !== base);
  const value = (field: number, place: number) => {
    const own = table[field]?.[place];
    if (!isNumber(own)) return null;
    if (chart.kind !== 'difference') return Number(own);
    const other = table[field]?.[base];
    return isNumber(other) ? Number(own) - Number(other) : null;
  };
  const isOne = chart.fields.length === 1;
  return {
    grid: isOne ? GRID : { ...GRID, top: 32 },
    legend: { show: !isOne, top: 0, type: 'scroll', itemHeight: 10, textStyle: { color: palette.muted, fontSize: 11 } },
    tooltip: tooltip(palette, { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter }),
    xAxis: axis(palette, {
      type: 'value',
      axisLabel: { color: palette.muted, fontSize: 11, formatter: metricValue, hideOverlap: true },
      ...(isLogOf(chart, 0, table[0]) && logFrom(table)),
    }),
    yAxis: axis(palette, {
      type: 'category',
      inverse: true,
      data: shown.map(({ run }) => run.run_name),
      axisLabel: { color: palette.muted, fontSize: 11, width: 110, overflow: 'truncate' },
    }),
    series: chart.fields.map((field, i) => ({
      type: 'bar',
      name: field.key,
      barMaxWidth: 18,
      data: shown.map(({ run, place }) => ({
        value: value(i, place),
        ...(isOne && { itemStyle: { color: colorOf(run, palette) } }),
      })),
    })),
  };
}

/** A logarithmic axis that begins at the power of ten below all values, where bars then begin, too. */
function logFrom(table: Table) {
  const least = table.flat().reduce<number>((a, b) => (Number(b) > 0 ? Math.min(a, Number(b)) : a), Infinity);
  const min = Number.isFinite(least) ? 10 ** Math.floor(Math.log10(least)) : 1;
  return { type: 'log', min, startValue: min };
}

function valueFormatter(value: unknown): string {
  return typeof value === 'number' ? metricValue(value) : '–';
}

function scatter(chart: Chart, runs: readonly ChartRun[], table: Table, palette: Palette): EChartOption {
  const [xs = [], ys = []] = table;
  return {
    grid: { ...GRID, bottom: 22, left: 22 },
    tooltip: tooltip(palette, { trigger: 'item', formatter: point(chart) }),
    xAxis: valueAxis(palette, xs, isLogOf(chart, 0, xs), { name: chart.fields[0]?.key, nameGap: 26 }),
    yAxis: valueAxis(palette, ys, isLogOf(chart, 1, ys), { name: chart.fields[1]?.key, nameGap: 40 }),
    series: [
      {
        type: 'scatter',
        symbolSize: 9,
        data: runs.flatMap((run, i) =>
          xs[i] === undefined || ys[i] === undefined
            ? []
            : [{ name: run.run_name, value: [xs[i], ys[i]], itemStyle: { color: colorOf(run, palette) } }],
        ),
      },
    ],
  };
}

function point(chart: Chart) {
  return ({ name, value }: { name: string; value: (number | string)[] }) =>
    [name, ...chart.fields.map((field, i) => `${field.key}: ${shown(value[i])}`)].join('\n');
}

function shown(value: number | string | undefined): string {
  return isNumber(value) ? metricValue(Number(value)) : String(value ?? '–');
}

function parallel(chart: Chart, runs: readonly ChartRun[], table: Table, palette: Palette): EChartOption {
  return {
    parallel: { left: 40, right: 60, top: 36, bottom: 20 },
    parallelAxis: chart.fields.map((field, dim) => ({
      ...valueAxis(palette, table[dim] ?? [], isLogOf(chart, dim, table[dim])),
      dim,
      name: field.key,
      nameLocation: 'end',
      nameTruncate: { maxWidth: 90 },
    })),
    tooltip: tooltip(palette, { trigger: 'item', formatter: point(chart) }),
    series: [
      {
        type: 'parallel',
        smooth: true,
        emphasis: { lineStyle: { width: 3 } },
        data: runs.map((run, i) => ({
          name: run.run_name,
          value: table.map((column) => column[i] ?? '-'),
          lineStyle: { color: colorOf(run, palette), width: 1.5, opacity: 0.8 },
        })),
      },
    ],
  };
}

function contour(chart: Chart, runs: readonly ChartRun[], table: Table, palette: Palette): EChartOption {
  const points = runs.flatMap((run, i) => {
    const [x, y, z] = table.map((column) => column[i]);
    return isNumber(x) && isNumber(y) && isNumber(z)
      ? [{ name: run.run_name, x: Number(x), y: Number(y), z: Number(z) }]
      : [];
  });
  const [logX, logY] = [isLogOf(chart, 0, table[0]), isLogOf(chart, 1, table[1])];
  const onX = (x: number) => (logX ? Math.log10(x) : x);
  const onY = (y: number) => (logY ? Math.log10(y) : y);
  const surface = heights(points.map(({ x, y, z }) => ({ x: onX(x), y: onY(y), z })));
  const marks = (values: readonly number[], isLog: boolean) =>
    values.map((value) => metricValue(Number((isLog ? 10 ** value : value).toPrecision(3))));
  const levels = points.map(({ z }) => z);
  return {
    grid: { ...GRID, bottom: 22, left: 22, right: 112 },
    tooltip: tooltip(palette, { trigger: 'item', formatter: point(chart) }),
    xAxis: axis(palette, { type: 'category', data: marks(surface.xs, logX), name: chart.fields[0]?.key, nameGap: 26 }),
    yAxis: axis(palette, { type: 'category', data: marks(surface.ys, logY), name: chart.fields[1]?.key, nameGap: 40 }),
    visualMap: {
      type: 'piecewise',
      splitNumber: 8,
      min: Math.min(...levels),
      max: Math.max(...levels),
      seriesIndex: 0,
      right: 0,
      top: 'center',
      align: 'left',
      formatter: (from: number, to: number) =>
        [from, to].map((level) => metricValue(Number(level.toPrecision(3)))).join(' – '),
      itemWidth: 12,
      textStyle: { color: palette.muted, fontSize: 10 },
      inRange: { color: [palette.series[0], palette.series[6], palette.series[1]] },
    },
    series: [
      { type: 'heatmap', data: surface.cells, silent: true },
      {
        type: 'scatter',
        symbolSize: 7,
        itemStyle: { color: palette.surface, borderColor: palette.text, borderWidth: 1 },
        tooltip: {
          formatter: ({ data }: { data: { name: string; of: number[] } }) =>
            point(chart)({ name: data.name, value: data.of }),
        },
        data: points.map(({ name, x, y, z }) => ({
          name,
          of: [x, y, z],
          value: [nearestCell(surface.xs, onX(x)), nearestCell(surface.ys, onY(y))],
        })),
      },
    ],
  };
}

function nearestCell(cells: readonly number[], value: number): number {
  const [first = 0, second = 1] = cells;
  return Math.round((value - first) / (second - first || 1));
}

function box(chart: Chart, table: Table, palette: Palette): EChartOption {
  const groups = boxes(table[0] ?? [], table[1]);
  return {
    grid: GRID,
    tooltip: tooltip(palette, { trigger: 'item', valueFormatter }),
    xAxis: axis(palette, { type: 'category', data: groups.map(({ name }) => name || (chart.fields[0]?.key ?? '')) }),
    yAxis: valueAxis(palette, [], isLogOf(chart, 0, table[0])),
    series: [
      {
        type: 'boxplot',
        itemStyle: { color: palette.surface, borderColor: palette.series[0] },
        data: groups.map(({ box: values }) => values),
      },
      {
        type: 'scatter',
        symbolSize: 6,
        data: groups.flatMap(({ outliers }, i) => outliers.map((value) => [i, value])),
      },
    ],
  };
}

function histogramOf(chart: Chart, table: Table, palette: Palette): EChartOption {
  const bins = histogram(table[0] ?? [], isLogOf(chart, 0, table[0]));
  return {
    grid: { ...GRID, bottom: 22 },
    tooltip: tooltip(palette, { trigger: 'axis', axisPointer: { type: 'shadow' } }),
    xAxis: axis(palette, {
      type: 'category',
      data: bins.map(({ name }) => name),
      name: chart.fields[0]?.key,
      nameGap: 26,
    }),
    yAxis: axis(palette, { type: 'value', minInterval: 1 }),
    series: [{ type: 'bar', barCategoryGap: '4%', data: bins.map(({ count }) => count) }],
  };
}
