import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { experimentRoute } from '@/lib/routes';

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

export const runsRoutes = { ofExperiment: [runsByDefaultRoute, runsRoute] } as const;
