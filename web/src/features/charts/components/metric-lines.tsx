import { useQuery } from '@tanstack/react-query';
import { useMemo, type Ref } from 'react';
import { LastValues } from '@/ui/chart/last-values';
import { withDetail, type Window } from '@/ui/chart/line';
import { LineChart, type LineChartActions } from '@/ui/chart/line-chart';
import { ErrorNote, Skeleton } from '@/ui/states';
import { plotQuery, type ChartRun } from '../api/charts';
import { titleOf, type Chart, type Lines } from '../layout';
import { inWindow, linesOf, plotOf, xKindOf } from '../lines';
import { useChartsMessages } from '../messages';
import styles from './charts.module.css';

type MetricLinesProps = {
  chart: Chart;
  runs: readonly ChartRun[];
  lines: Lines;
  /** What runs log that go on is asked for, since nothing tells of it. */
  polls: boolean;
  zoom: Window | undefined;
  onZoom: (zoom: Window | undefined) => void;
  /** Pixels across. */
  width: number;
  asTable: boolean;
  actions: Ref<LineChartActions>;
};

/** A chart of the histories of metrics. A window of it is asked for in as much detail as there is. */
export function MetricLines({
  chart,
  runs,
  lines: look,
  polls,
  zoom,
  onZoom,
  width,
  asTable,
  actions,
}: MetricLinesProps) {
  const t = useChartsMessages();
  const plot = useMemo(() => plotOf(chart, runs, look, width), [chart, runs, look, width]);
  const isAsked = polls && runs.some((run) => run.status === 'RUNNING');
  const whole = useQuery(plotQuery(plot, isAsked));
  const near = useQuery({ ...plotQuery(zoom ? inWindow(plot, zoom) : plot, isAsked), enabled: zoom !== undefined });
  const keys = chart.fields.length;
  const lines = useMemo(() => linesOf(whole.data ?? [], runs, keys), [whole.data, runs, keys]);
  const shown = useMemo(
    () =>
      zoom && near.data && !near.isPlaceholderData ? withDetail(lines, linesOf(near.data, runs, keys), zoom) : lines,
    [lines, near.data, near.isPlaceholderData, zoom, runs, keys],
  );
  // Until the means are there, of which smoothed lines are made, they are shown as they are.
  const isSmoothable = !whole.isPlaceholderData || lines.some((line) => line.means);

  if (!whole.data) return whole.error ? <ErrorNote error={whole.error} /> : <Waiting />;
  if (shown.length === 0) return <p className={styles['nothing']}>{t('noData')}</p>;
  if (asTable) return <LastValues label={titleOf(chart)} lines={shown} />;
  return (
    <LineChart
      label={titleOf(chart)}
      lines={shown}
      kind={xKindOf(look)}
      xLabel={look.x === 'METRIC' ? look.xMetric : t(`axis.${look.x}`)}
      logX={look.logX}
      logY={look.logY}
      smoothing={isSmoothable ? look.smoothing : 0}
      ignoreOutliers={look.ignoreOutliers}
      window={zoom}
      onWindow={onZoom}
      syncKey={`x ${look.x} ${look.xMetric}`}
      actions={actions}
    />
  );
}

function Waiting() {
  return (
    <div className={styles['waiting']} aria-hidden>
      <Skeleton />
    </div>
  );
}
