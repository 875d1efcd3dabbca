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

const modelActivityRoute = createRoute({
  getParentRoute: () => registeredModelRoute,
  path: '/activity',
  component: lazyRouteComponent(() => import('./pages/model-activity-page'), 'ModelActivityPage'),
  /** What one asks about the past. */
  ...searchParams({ at: v.number(), stage: v.string(), alias: v.string() }, { at: 0, stage: '', alias: '' }),
});

const rulesRoute = createRoute({
  getParentRoute: () => registeredModelRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('./pages/rules-page'), 'RulesPage'),
});

const requestsRoute = createRoute({
  getParentRoute: () => modelVersionRoute,
  path: '/requests',
  component: lazyRouteComponent(() => import('./pages/version-requests-page'), 'VersionRequestsPage'),
});

const versionActivityRoute = createRoute({
  getParentRoute: () => modelVersionRoute,
  path: '/activity',
  component: lazyRouteComponent(() => import('./pages/version-activity-page'), 'VersionActivityPage'),
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./pages/inbox-page'), 'InboxPage'),
  ...searchParams({ of: v.picklist(['waiting', 'mine']) }, { of: 'waiting' }),
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
  atRoot: [modelsRoute, inboxRoute],
  ofModel: [versionsRoute, detailsRoute, modelActivityRoute, rulesRoute],
  ofVersion: [overviewRoute, requestsRoute, versionActivityRoute],
} as const;
