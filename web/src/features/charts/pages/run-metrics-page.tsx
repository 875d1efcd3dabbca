import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { runRoute } from '@/lib/routes';
import { Snippet } from '@/ui/copy-button';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { runQuery } from '@/lib/run-query';
import { ChartsView } from '../components/charts-view';
import { NoMetrics } from '../experiment-charts';
import { useChartsMessages } from '../messages';
import { useLivePlots } from '../use-live-plots';

const SYSTEM = 'system/';
const isSystem = (key: string) => key.startsWith(SYSTEM);
const isModel = (key: string) => !isSystem(key);

/** The metrics of a run that its program logged. */
export function RunMetricsPage() {
  return <RunCharts isShown={isModel} withImages empty={<NoMetrics />} />;
}

/** What a run's computer did meanwhile. */
export function RunSystemMetricsPage() {
  const t = useChartsMessages();
  const empty = (
    <EmptyState title={t('noSystemTitle')}>
      <p className="muted">{t('noSystemText')}</p>
      <Snippet code={'mlflow.enable_system_metrics_logging()'} />
    </EmptyState>
  );
  return <RunCharts isShown={isSystem} withImages={false} empty={empty} />;
}

type RunChartsProps = { isShown: (key: string) => boolean; withImages: boolean; empty: ReactNode };

function RunCharts({ isShown, withImages, empty }: RunChartsProps) {
  const { runId } = runRoute.useParams();
  const { data: run, error, refetch } = useQuery(runQuery(runId));
  useLivePlots(runId, run?.data.metrics);
  const info = run?.info;
  const runs = useMemo(() => (info ? [info] : []), [info?.run_id, info?.run_name]); // eslint-disable-line react-hooks/exhaustive-deps -- no other part of it is shown
  if (!run) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return <ChartsView runs={runs} isShown={isShown} withImages={withImages} empty={empty} />;
}
