import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute, runRoute } from '@/lib/routes';
import { runQuery } from '@/lib/run-query';
import { searchParams } from '@/lib/search-params';

/** A run by its id alone: the experiment that it belongs to is asked for. */
const runByIdRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$runId',
  loader: async ({ params: { runId }, context }) => {
    const run = await context.queryClient.query(runQuery(runId));
    const experimentId = run.info.experiment_id;

    throw redirect({ to: runRoute.to, params: { experimentId, runId } });
  },
});

const overviewRoute = createRoute({
  getParentRoute: () => runRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview-page'), 'OverviewPage'),
  /** What metrics and parameters are searched for, and the data set that is looked at. */
  ...searchParams({ metrics: v.string(), params: v.string(), data: v.string() }, { metrics: '', params: '', data: '' }),
});

const childrenRoute = createRoute({
  getParentRoute: () => runRoute,
  path: '/children',
  component: lazyRouteComponent(() => import('./pages/children-page'), 'ChildrenPage'),
});

runRoute.update({ component: lazyRouteComponent(() => import('./pages/run-page'), 'RunPage') });

export const runRoutes = { atRoot: [runByIdRoute], ofRun: [overviewRoute, childrenRoute] } as const;
