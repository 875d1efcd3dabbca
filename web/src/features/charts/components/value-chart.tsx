import { useQuery } from '@tanstack/react-query';
import { useCallback, useImperativeHandle, useMemo, useRef, type Ref } from 'react';
import { EChart, type PictureActions } from '@/ui/chart/e-chart';
import { cell } from '@/ui/chart/export';
import type { LineChartActions } from '@/ui/chart/line-chart';
import type { Palette } from '@/ui/chart/palette';
import { metricValue } from '@/lib/format';
import { ErrorNote, Skeleton } from '@/ui/states';
import { valuesQuery, type ChartRun, type Table } from '../api/charts';
import { titleOf, type Chart } from '../layout';
import { useChartsMessages } from '../messages';
import styles from './charts.module.css';
import tableStyles from '@/ui/chart/values.module.css';
import { optionOf } from './value-options';

type ValueChartProps = {
  chart: Chart;
  runs: readonly ChartRun[];
  asTable: boolean;
  actions: Ref<LineChartActions>;
};

/** A chart of the last values of metrics, and of parameters. */
export function ValueChart({ chart, runs, asTable, actions }: ValueChartProps) {
  const t = useChartsMessages();
  const picture = useRef<PictureActions>(null);
  const runIds = useMemo(() => runs.map((run) => run.run_id), [runs]);
  const { data: table, error, isPlaceholderData } = useQuery(valuesQuery(runIds, chart.fields));
  const option = useCallback(
    (palette: Palette) => optionOf({ chart, runs, table: table ?? [] }, palette),
    [chart, runs, table],
  );
  useImperativeHandle(actions, () => ({
    png: () => picture.current?.png() ?? Promise.reject(new Error(t('noData'))),
    svg: () => picture.current?.svg() ?? new Blob(),
    csv: () => csvOf(chart, runs, table ?? []),
  }));

  if (!table || (isPlaceholderData && table.length !== chart.fields.length)) {
    return error ? <ErrorNote error={error} /> : <Skeleton />;
  }
  if (table.every((column) => column.every((value) => value === undefined))) {
    return <p className={styles['nothing']}>{t('noData')}</p>;
  }
  if (asTable) return <ValuesTable chart={chart} runs={runs} table={table} />;
  return <EChart label={titleOf(chart)} option={option} actions={picture} />;
}

type ValuesProps = { chart: Chart; runs: readonly ChartRun[]; table: Table };

function ValuesTable({ chart, runs, table }: ValuesProps) {
  const t = useChartsMessages();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={tableStyles['scroller']} tabIndex={0} role="group" aria-label={titleOf(chart)}>
      <table className={tableStyles['table']}>
        <caption className="visually-hidden">{titleOf(chart)}</caption>
        <thead>
          <tr>
            <th>{t('runs')}</th>
            {chart.fields.map((field) => (
              <th key={`${field.kind} ${field.key}`} className="numeric">
                {field.key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run, i) => (
            <tr key={run.run_id}>
              <th scope="row">{run.run_name}</th>
              {table.map((column, place) => {
                const value = column[i];
                return (
                  <td key={place} className="numeric">
                    {typeof value === 'number' ? metricValue(value) : (value ?? '–')}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function csvOf(chart: Chart, runs: readonly ChartRun[], table: Table): Blob {
  const rows = [['run', ...chart.fields.map((field) => field.key)].map(cell).join(',')];
  runs.forEach((run, i) => {
    const values = table.map((column) => (typeof column[i] === 'number' ? String(column[i]) : cell(column[i] ?? '')));
    rows.push([cell(run.run_name), ...values].join(','));
  });
  return new Blob([rows.join('\r\n')], { type: 'text/csv' });
}
