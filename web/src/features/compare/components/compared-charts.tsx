import { ChartNoAxesColumn } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { metricValue } from '@/lib/format';
import { HUES, runPlace } from '@/lib/run-colors';
import { EChart, type EChartOption } from '@/ui/chart/e-chart';
import type { Palette } from '@/ui/chart/palette';
import { SearchField } from '@/ui/search-field';
import { EmptyState } from '@/ui/states';
import type { ComparedRow } from '../api/rows';
import { useCompareMessages } from '../messages';
import type { Subject } from './compared';
import styles from './compared.module.css';

/** So many charts are drawn at once. */
const MOST_CHARTS = 24;
/** Pixels of a bar with the space around it. */
const BAR = 26;
const AROUND = 40;

type ComparedChartsProps = {
  subjects: readonly Subject[];
  rows: readonly ComparedRow[];
  look: { q: string };
  onLook: (change: { q: string }, replace: boolean) => void;
};

/** The metrics of some subjects, a chart of bars each. */
export function ComparedCharts({ subjects, rows, look: { q }, onLook }: ComparedChartsProps) {
  const t = useCompareMessages();
  const metrics = useMemo(() => rows.filter(({ kind, values }) => kind === 'metric' && values.some(isDrawn)), [rows]);
  const found = metrics.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
  const shown = found.slice(0, MOST_CHARTS);
  if (metrics.length === 0) {
    return (
      <EmptyState icon={<ChartNoAxesColumn />} title={t('noMetrics')}>
        <p className="muted">{t('noMetricsText')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles['bar']}>
        <SearchField label={t('searchMetrics')} value={q} onChange={(typed) => onLook({ q: typed }, true)} />
        {shown.length < found.length && (
          <span className="muted">{t('moreCharts', { count: shown.length, total: found.length })}</span>
        )}
      </div>
      {found.length === 0 && <EmptyState title={t('noMatch')} />}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div className={styles['charts']} tabIndex={0} role="region" aria-label={t('show.charts')}>
        {shown.map((row) => (
          <Bars key={row.id} row={row} subjects={subjects} />
        ))}
      </div>
    </>
  );
}

function isDrawn(value: string | number | undefined): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function Bars({ row, subjects }: { row: ComparedRow; subjects: readonly Subject[] }) {
  const option = useCallback((palette: Palette) => optionOf(row, subjects, palette), [row, subjects]);
  return (
    <article className={styles['chart']} aria-label={row.name}>
      <h3 className="truncate" title={row.name}>
        {row.name}
      </h3>
      <div style={{ height: subjects.length * BAR + AROUND }}>
        <EChart label={row.name} option={option} />
      </div>
    </article>
  );
}

function optionOf({ values }: ComparedRow, subjects: readonly Subject[], palette: Palette): EChartOption {
  const label = { color: palette.muted, fontSize: 11 };
  const axis = { axisLine: { lineStyle: { color: palette.grid } }, axisTick: { show: false } };
  return {
    grid: { left: 8, right: 64, top: 6, bottom: 4, containLabel: true },
    xAxis: {
      ...axis,
      type: 'value',
      splitNumber: 3,
      splitLine: { lineStyle: { color: palette.grid } },
      axisLabel: { ...label, hideOverlap: true, formatter: metricValue },
    },
    yAxis: {
      ...axis,
      type: 'category',
      inverse: true,
      data: subjects.map(({ name }) => name),
      axisLabel: { ...label, width: 110, overflow: 'truncate', interval: 0 },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 16,
        label: {
          show: true,
          position: 'right',
          color: palette.text,
          formatter: ({ value }: { value?: unknown }) => (typeof value === 'number' ? metricValue(value) : ''),
        },
        data: subjects.map(({ id }, place) => {
          const value = values[place];
          return { value: isDrawn(value) ? value : null, itemStyle: { color: palette.series[runPlace(id) % HUES] } };
        }),
      },
    ],
  };
}
