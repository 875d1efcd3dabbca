import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { modelVersionRoute, registeredModelRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { LAST_CHANGED } from './api/models';

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('./pages/registered-models-page'), 'RegisteredModelsPage'),
  ...searchParams(
    { q: v.string(), sort: v.object({ id: v.string(), descending: v.boolean() }) },
    { q: '', sort: LAST_CHANGED },
  ),
});

const versionsRoute = createRoute({
  getParentRoute: () => registeredModelRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/versions-page'), 'VersionsPage'),
});

const detailsRoute = createRoute({
  getParentRoute: () => registeredModelRoute,
  path: '/details',
  component: lazyRouteComponent(() => import('./pages/details-page'), 'DetailsPage'),
});

const overviewRoute = createRoute({
  getParentRoute: () => modelVersionRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/version-overview-page'), 'VersionOverviewPage'),
});

registeredModelRoute.update({
  component: lazyRouteComponent(() => import('./pages/registered-model-page'), 'RegisteredModelPage'),
});
modelVersionRoute.update({
  component: lazyRouteComponent(() => import('./pages/model-version-page'), 'ModelVersionPage'),
});

export const registryRoutes = {
  atRoot: [modelsRoute],
  ofModel: [versionsRoute, detailsRoute],
  ofVersion: [overviewRoute],
} as const;
