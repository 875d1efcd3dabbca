import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { experimentRoute, rootRoute, runRoute } from '@/lib/routes';
import { runQuery } from './api/runs';

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

/** MLflow's address of an experiment shows its runs. */
const runsByDefaultRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/',
  beforeLoad: ({ params }) => {
     
    throw redirect({ to: '/experiments/$experimentId/runs', params, replace: true });
  },
});

const runsRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/runs',
  component: lazyRouteComponent(() => import('./pages/runs-page'), 'RunsPage'),
});

runRoute.update({ component: lazyRouteComponent(() => import('./pages/run-page'), 'RunPage') });

export const runsRoutes = { atRoot: [runByIdRoute], ofExperiment: [runsByDefaultRoute, runsRoute] } as const;
