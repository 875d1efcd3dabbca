import { Snippet } from '@/ui/copy-button';
import { EmptyState } from '@/ui/states';
import type { ChartRun } from './api/charts';
import { ChartsView } from './components/charts-view';
import { useChartsMessages } from './messages';

type ExperimentChartsProps = {
  experimentId: string;
  /** The runs that the table beside shows. */
  runs: readonly ChartRun[];
};

/** Charts of the runs of an experiment. */
export function ExperimentCharts({ experimentId, runs }: ExperimentChartsProps) {
  return <ChartsView key={experimentId} runs={runs} empty={<NoMetrics />} />;
}

export function NoMetrics() {
  const t = useChartsMessages();
  return (
    <EmptyState title={t('noMetricsTitle')}>
      <p className="muted">{t('noMetricsText')}</p>
      <Snippet code={'mlflow.log_metric("loss", 0.25, step=1)'} />
    </EmptyState>
  );
}
