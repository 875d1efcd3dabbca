import type { Field, Keys } from './api/charts';
import type { Chart } from './layout';

/** So many parameters and metrics stand side by side at first. */
const PARAMS = 8;
const METRICS = 4;
const SYSTEM = 'system/';

/** What some runs have in common, so that it can be compared: all that one run has. */
export function inCommon(keys: Keys, runs: number): Keys {
  const least = Math.min(runs, 2);
  return {
    ...keys,
    metrics: keys.metrics.filter((metric) => (metric.runs ?? 0) >= least),
    params: keys.params.filter((param) => (param.runs ?? 0) >= least),
  };
}

/** How parameters go with metrics: the first look at runs that are compared. */
export function comparingCharts({ metrics, params }: Keys): Chart[] {
  const of = (kind: Field['kind'], keys: readonly { key?: string; runs?: number }[], most: number): Field[] =>
    keys
      .toSorted((a, b) => (b.runs ?? 0) - (a.runs ?? 0))
      .slice(0, most)
      .map(({ key = '' }) => ({ kind, key }));
  const given = of('param', params, PARAMS);
  const measured = of(
    'metric',
    metrics.filter(({ key }) => !key.startsWith(SYSTEM)),
    METRICS,
  );
  const charts: Chart[] = [];
  if (given.length + measured.length >= 2) {
    charts.push({ id: 'd:parallel', kind: 'parallel', section: '', fields: [...given, ...measured] });
  }
  const [x, y] = given.length > 0 ? [given[0], measured[0]] : measured;
  if (x && y) charts.push({ id: 'd:scatter', kind: 'scatter', section: '', fields: [x, y] });
  return charts;
}
