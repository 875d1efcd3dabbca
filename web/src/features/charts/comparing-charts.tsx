import type { ChartRun } from './api/charts';
import { ChartsView } from './components/charts-view';
import { NoMetrics } from './experiment-charts';

/** Charts of runs that are compared, whatever their experiments are. */
export function ComparingCharts({ runs }: { runs: readonly ChartRun[] }) {
  return <ChartsView runs={runs} isComparing empty={<NoMetrics />} />;
}
