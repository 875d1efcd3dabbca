import { Snippet } from '@/ui/copy-button';
import { EmptyState } from '@/ui/states';
import type { ChartRun } from './api/charts';
import { ChartsView } from './components/charts-view';
import { useChartsMessages } from './messages';

type ExperimentChartsProps = {
  experimentId: string;
  /** The runs of the table beside, in its order. */
  runs: readonly ChartRun[];
  /** Which of them these are, where they are not all. */
  note: string | undefined;
};

/** Charts of the runs of an experiment. */
export function ExperimentCharts({ experimentId, runs, note }: ExperimentChartsProps) {
  return <ChartsView key={experimentId} runs={runs} note={note} empty={<NoMetrics />} />;
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
