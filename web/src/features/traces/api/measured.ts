import { queryOptions } from '@tanstack/react-query';
import type { MeasureTraces, MeasureTracesResponse, MetricDataPoint } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import type { Line } from '@/ui/chart/line';
import type { Group, Step } from './groups';

const SECONDS: Record<Exclude<Step, 'auto'>, number> = { minute: 60, hour: 3_600, day: 86_400, week: 604_800 };

export type Measured = MeasureTracesResponse;
type Metric = NonNullable<MeasureTraces['metrics']>[number];

export type MeasureChoice = {
  experimentId: string;
  /** As the list of traces has it. */
  filter: string;
  /** In milliseconds since 1970; as far as there are traces where it is undefined. */
  from: number | undefined;
  to: number | undefined;
  group: Group;
  step: Step;
};

/** All charts of traces over time, in one answer. */
export function measuredQuery(choice: MeasureChoice) {
  const { experimentId, filter, from, to, group, step } = choice;
  return queryOptions({
    queryKey: ['traces', 'measured', choice],
    queryFn: async ({ signal }) =>
      answer(
        api.POST('/ajax-api/3.0/cairn/traces/measure', {
          body: {
            experiment_id: experimentId,
            metrics: metricsOf(group),
            ...(filter !== '' && { filter }),
            ...(from !== undefined && { start_time_ms: from }),
            ...(to !== undefined && { end_time_ms: to }),
            ...(step !== 'auto' && { time_interval_seconds: SECONDS[step] }),
          },
          signal,
        }),
      ),
  });
}

const PERCENTILES = [50, 90, 99] as const;

/** In the order in which `chartsOf` reads them. */
function metricsOf(group: Group): Metric[] {
  const names = group === 'name' ? ['trace_name'] : [];
  const count = [{ aggregation_type: 'COUNT' as const }];
  const sum = [{ aggregation_type: 'SUM' as const }];
  const percentiles = PERCENTILES.map((value) => ({
    aggregation_type: 'PERCENTILE' as const,
    percentile_value: value,
  }));
  const traces = (metric_name: string, aggregations: Metric['aggregations'], dimensions: string[]): Metric => ({
    view_type: 'TRACES',
    metric_name,
    aggregations: aggregations ?? [],
    dimensions,
  });
  const assessments = (metric_name: string, aggregations: Metric['aggregations']): Metric => ({
    view_type: 'ASSESSMENTS',
    metric_name,
    aggregations: aggregations ?? [],
    dimensions: ['assessment_name'],
  });
  return [
    traces('trace_count', count, [...names, 'trace_status']),
    traces('latency', group === 'name' ? percentiles.slice(1, 2) : percentiles, names),
    traces(group === 'name' ? 'total_tokens' : 'input_tokens', sum, names),
    traces('output_tokens', sum, names),
    { view_type: 'SPANS', metric_name: 'total_cost', aggregations: sum, dimensions: [] },
    assessments('assessment_value', [{ aggregation_type: 'AVG' }]),
    assessments('assessment_count', count),
  ];
}

export const CHARTS = ['traces', 'errors', 'latency', 'tokens', 'cost', 'scores', 'assessed'] as const;
export type ChartName = (typeof CHARTS)[number];
export type TraceChart = { name: ChartName; lines: Line[] };

/** The server gives so many intervals, unless clocks were wrong by ages. */
const MOST_TIMES = 2_000;
/** More lines than these are not told apart; the others are left out. */
const MOST_LINES = 10;

type Words = (key: 'all' | 'input' | 'output') => string;

/** The charts that there is something in. */
export function chartsOf(measured: Measured, group: Group, words: Words): TraceChart[] {
  const times = timesOf(measured);
  const [counts, latency, tokens, output, cost, scores, assessed] = (measured.series ?? []).map(
    (series) => series.data_points ?? [],
  );
  const name = (point: MetricDataPoint) => point.dimensions?.['trace_name'] ?? words('all');
  const of = (points: MetricDataPoint[] | undefined, key: string, line: (point: MetricDataPoint) => string) =>
    seriesOf(points ?? [], key, line);
  const all = of(counts, 'COUNT', name);
  const failed = of(
    counts?.filter(({ dimensions }) => dimensions?.['trace_status'] === 'ERROR'),
    'COUNT',
    name,
  );
  const percentile = PERCENTILES.flatMap((value) => [
    ...of(latency, `P${value}.0`, (point) => (group === 'name' ? name(point) : `P${value}`)),
  ]);
  const used =
    group === 'name'
      ? of(tokens, 'SUM', name)
      : new Map([...of(tokens, 'SUM', () => words('input')), ...of(output, 'SUM', () => words('output'))]);
  const assessment = (point: MetricDataPoint) => point.dimensions?.['assessment_name'] ?? '';
  const charts: [ChartName, Lines, boolean][] = [
    ['traces', all, true],
    ['errors', shares(failed, all), false],
    ['latency', new Map(percentile), false],
    ['tokens', used, true],
    ['cost', of(cost, 'SUM', () => words('all')), true],
    ['scores', of(scores, 'AVG', assessment), false],
    ['assessed', of(assessed, 'COUNT', assessment), true],
  ];
  return charts
    .filter(([, lines]) => lines.size > 0)
    .map(([chart, lines, isSum]) => ({ name: chart, lines: drawn(lines, isSum ? times : undefined) }));
}

/** What each line has at each time. */
type Lines = Map<string, Map<number, number>>;

function seriesOf(points: readonly MetricDataPoint[], key: string, line: (point: MetricDataPoint) => string): Lines {
  const lines: Lines = new Map();
  for (const point of points) {
    const value = Number(point.values?.[key]);
    const time = Date.parse(point.dimensions?.['time_bucket'] ?? '');
    if (Number.isNaN(value) || Number.isNaN(time)) continue;
    const values = lines.get(line(point)) ?? new Map<number, number>();
    values.set(time, (values.get(time) ?? 0) + value);
    lines.set(line(point), values);
  }
  return lines;
}

/** How much of the whole each part is, in percent, at each time at which there is a whole. */
function shares(part: Lines, whole: Lines): Lines {
  return new Map(
    [...whole].map(([name, values]) => [
      name,
      new Map([...values].map(([time, all]) => [time, (100 * (part.get(name)?.get(time) ?? 0)) / all])),
    ]),
  );
}

/** When the intervals begin. */
function timesOf({ start_time_ms: from = 0, end_time_ms: to = 0, time_interval_seconds: seconds = 1 }: Measured) {
  const length = seconds * 1_000;
  const first = Math.floor(from / length) * length;
  const count = Math.min(Math.floor((to - first) / length) + 1, MOST_TIMES);
  return Array.from({ length: count }, (_, place) => first + place * length);
}

/**
 * Lines as charts draw them, those with the most first.
 *
 * @param times where a line without a value is at 0; undefined where it has nothing to show
 */
function drawn(lines: Lines, times: readonly number[] | undefined): Line[] {
  const weight = ([, values]: [string, Map<number, number>]) => [...values.values()].reduce((sum, one) => sum + one, 0);
  const most = lines.size > MOST_LINES ? [...lines].toSorted((a, b) => weight(b) - weight(a)) : [...lines];
  return most.slice(0, MOST_LINES).map(([name, values], place) => {
    const x = times ?? [...values.keys()].sort((a, b) => a - b);
    return {
      id: name,
      name,
      place,
      x,
      y: x.map((time) => values.get(time) ?? 0),
      points: values.size,
      means: undefined,
      nan: [],
      above: [],
      below: [],
    };
  });
}
