import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { experimentRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { EXPERIMENT_VIEWS, NEWEST_FIRST } from './api/experiments';
import { ExperimentsPage } from './pages/experiments-page';

const experimentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments',
  component: ExperimentsPage,
  ...searchParams(
    {
      q: v.string(),
      view: v.picklist(EXPERIMENT_VIEWS),
      sort: v.object({ id: v.string(), descending: v.boolean() }),
      live: v.boolean(),
    },
    { q: '', view: 'ACTIVE_ONLY', sort: NEWEST_FIRST, live: true },
  ),
});

experimentRoute.update({
  component: lazyRouteComponent(() => import('./pages/experiment-page'), 'ExperimentPage'),
});

export const experimentsRoutes = [experimentsRoute] as const;
