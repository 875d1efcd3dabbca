import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { experimentRoute, loggedModelRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { NEWEST_FIRST } from './api/models';

const modelsRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('./pages/models-page'), 'ModelsPage'),
  ...searchParams(
    { q: v.string(), sort: v.object({ id: v.string(), descending: v.boolean() }) },
    { q: '', sort: NEWEST_FIRST },
  ),
});

const overviewRoute = createRoute({
  getParentRoute: () => loggedModelRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/model-overview-page'), 'ModelOverviewPage'),
});

loggedModelRoute.update({ component: lazyRouteComponent(() => import('./pages/model-page'), 'ModelPage') });

export const modelsRoutes = { ofExperiment: [modelsRoute], ofModel: [overviewRoute] } as const;
