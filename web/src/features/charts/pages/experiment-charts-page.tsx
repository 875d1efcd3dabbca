import { useQuery } from '@tanstack/react-query';
import { experimentRoute } from '@/lib/routes';
import { FailedState, LoadingState } from '@/ui/states';
import { newestRunsQuery } from '../api/charts';
import { ExperimentCharts } from '../experiment-charts';

/** Charts of the newest runs of an experiment. */
export function ExperimentChartsPage() {
  const { experimentId } = experimentRoute.useParams();
  const { data: runs, error, refetch } = useQuery(newestRunsQuery(experimentId));
  if (!runs) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return <ExperimentCharts experimentId={experimentId} runs={runs} />;
}
