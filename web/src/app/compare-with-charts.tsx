import { lazy, Suspense, useMemo, type ComponentProps } from 'react';
import { ComparePage } from '@/features/compare/pages/compare-page';
import { LoadingState } from '@/ui/states';

const ComparingCharts = lazy(() =>
  import('@/features/charts/comparing-charts').then((module) => ({ default: module.ComparingCharts })),
);

/** Runs side by side, as a table or as charts. */
export function CompareWithCharts() {
  return <ComparePage charts={Charts} />;
}

function Charts({ runs }: ComponentProps<ComponentProps<typeof ComparePage>['charts']>) {
  const infos = useMemo(() => runs.map((run) => run.info), [runs]);
  return (
    <Suspense fallback={<LoadingState />}>
      <ComparingCharts runs={infos} />
    </Suspense>
  );
}
