import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { SEARCH } from '@/lib/registered';
import { modelVersionRoute, registeredModelRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { ALL_ACTIVITY, WHAT } from './api/activity';

/** What is looked for among what was done. */
const ACTIVITY = { what: v.picklist(WHAT), by: v.string(), live: v.boolean() };

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('./pages/registered-models-page'), 'RegisteredModelsPage'),
  ...searchParams(SEARCH.entries, SEARCH.unchanged),
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
  ...searchParams(
    { ...ACTIVITY, at: v.number(), stage: v.string(), alias: v.string() },
    { ...ALL_ACTIVITY, at: 0, stage: '', alias: '' },
  ),
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
  ...searchParams(ACTIVITY, ALL_ACTIVITY),
});

const activityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/activity',
  component: lazyRouteComponent(() => import('./pages/activity-page'), 'ActivityPage'),
  ...searchParams(ACTIVITY, ALL_ACTIVITY),
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./pages/inbox-page'), 'InboxPage'),
  ...searchParams({ of: v.picklist(['waiting', 'mine']), live: v.boolean() }, { of: 'waiting', live: true }),
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
  atRoot: [modelsRoute, inboxRoute, activityRoute],
  ofModel: [versionsRoute, detailsRoute, modelActivityRoute, rulesRoute],
  ofVersion: [overviewRoute, requestsRoute, versionActivityRoute],
} as const;
