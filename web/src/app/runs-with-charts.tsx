import { lazy, Suspense, type ComponentProps } from 'react';
import { RunsPage } from '@/features/runs/pages/runs-page';
import { LoadingState } from '@/ui/states';

const ExperimentCharts = lazy(() =>
  import('@/features/charts/experiment-charts').then((module) => ({ default: module.ExperimentCharts })),
);

/** The runs of an experiment, and charts of those that are shown. */
export function RunsWithCharts() {
  return <RunsPage charts={Charts} />;
}

type ChartsProps = ComponentProps<NonNullable<ComponentProps<typeof RunsPage>['charts']>>;

function Charts({ experimentId, runs, note }: ChartsProps) {
  return (
    <Suspense fallback={<LoadingState />}>
      <ExperimentCharts experimentId={experimentId} runs={runs} note={note} />
    </Suspense>
  );
}
