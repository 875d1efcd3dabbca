import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { experimentRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

const dataSetsRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/datasets',
  component: lazyRouteComponent(() => import('./pages/data-sets-page'), 'DataSetsPage'),
});

const dataSetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/datasets/$dataSetId',
  component: lazyRouteComponent(() => import('./pages/data-set-page'), 'DataSetPage'),
  ...searchParams({ record: v.string() }, { record: '' }),
});

export const evaluationRoutes = { atRoot: [dataSetRoute], ofExperiment: [dataSetsRoute] } as const;
