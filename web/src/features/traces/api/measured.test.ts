import { describe, expect, it } from 'vitest';
import { chartsOf, type Measured } from './measured';

const HOUR = 3_600_000;
const at = (hour: number) => new Date(hour * HOUR).toISOString();
const point = (hour: number, more: Record<string, string>, values: Record<string, number>) => ({
  metric_name: '',
  dimensions: { time_bucket: at(hour), ...more },
  values,
});
const series = (...data_points: ReturnType<typeof point>[]) => ({ data_points });
const words = (key: string) => key;

const MEASURED: Measured = {
  start_time_ms: 0,
  end_time_ms: 2.5 * HOUR,
  time_interval_seconds: 3_600,
  series: [
    series(
      point(0, { trace_status: 'OK' }, { COUNT: 3 }),
      point(0, { trace_status: 'ERROR' }, { COUNT: 1 }),
      point(2, { trace_status: 'OK' }, { COUNT: 2 }),
    ),
    series(point(0, {}, { 'P50.0': 10, 'P90.0': 20, 'P99.0': 30 })),
    series(point(2, {}, { SUM: 100 })),
    series(),
    series(),
    series(point(0, { assessment_name: 'score' }, { AVG: 0.5 })),
    series(point(0, { assessment_name: 'score' }, { COUNT: 4 })),
  ],
};

describe('charts of traces', () => {
  it('are those that there is something in', () => {
    expect(chartsOf(MEASURED, 'all', words).map((chart) => chart.name)).toEqual([
      'traces',
      'errors',
      'latency',
      'tokens',
      'scores',
      'assessed',
    ]);
  });

  it('are at 0 where there was no trace, but fail at nothing there', () => {
    const [traces, errors, latency] = chartsOf(MEASURED, 'all', words);
    expect(traces?.lines[0]).toMatchObject({ name: 'all', x: [0, HOUR, 2 * HOUR], y: [4, 0, 2] });
    expect(errors?.lines[0]).toMatchObject({ x: [0, 2 * HOUR], y: [25, 0] });
    expect(latency?.lines.map((line) => [line.name, ...line.y])).toEqual([
      ['P50', 10],
      ['P90', 20],
      ['P99', 30],
    ]);
  });

  it('show the most used of many names', () => {
    const counts = Array.from({ length: 12 }, (_, i) =>
      point(0, { trace_status: 'OK', trace_name: `name ${i}` }, { COUNT: i + 1 }),
    );
    const [traces] = chartsOf({ ...MEASURED, series: [series(...counts)] }, 'name', words);
    expect(traces?.lines.map((line) => line.name)).toHaveLength(10);
    expect(traces?.lines[0]?.name).toBe('name 11');
  });
});
