import { useRef } from 'react';
import type { LineChartActions } from '@/ui/chart/line-chart';
import { Dialog } from '@/ui/dialog';
import { titleOf, type Chart } from '../layout';
import { ChartBody, type Drawn } from './chart-body';
import styles from './charts.module.css';
import { OpenImage } from './open-image';
import { RunLegend } from './run-legend';

/** Of the width of the window. */
const SHARE = 0.9;

/** One chart over the whole window. */
export function FullChart({ chart, ...drawn }: Drawn & { chart: Chart }) {
  const { layout, onLayout, runs } = drawn;
  const actions = useRef<LineChartActions>(null);
  return (
    <Dialog open onClose={() => onLayout({ ...layout, full: '' })} title={titleOf(chart)} full>
      <div className={styles['fullPlot']}>
        <ChartBody {...drawn} chart={chart} isFull width={Math.floor(window.innerWidth * SHARE)} actions={actions} />
      </div>
      <OpenImage {...drawn} />
      {runs.length > 1 && chart.kind !== 'image' && <RunLegend runs={runs} />}
    </Dialog>
  );
}
