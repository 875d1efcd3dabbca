import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { endpointRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { BY_NAME } from './api/listed';
import { LOGS } from './api/logs';
import { SPANS, STATUSES } from './api/payloads';
import { LANGUAGES } from './api/snippets';

const endpointsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/endpoints',
  component: lazyRouteComponent(() => import('./pages/endpoints-page'), 'EndpointsPage'),
  /** `model` and `version` are what a new endpoint is being made of; empty where none is. */
  ...searchParams(
    {
      q: v.string(),
      sort: v.object({ id: v.string(), descending: v.boolean() }),
      model: v.string(),
      version: v.string(),
    },
    { q: '', sort: BY_NAME, model: '', version: '' },
  ),
});

const overviewRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview-page'), 'OverviewPage'),
});

const queryRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/query',
  component: lazyRouteComponent(() => import('./pages/query-page'), 'QueryPage'),
  ...searchParams(
    { entity: v.string(), code: v.picklist(LANGUAGES.map(([language]) => language)) },
    { entity: '', code: 'curl' },
  ),
});

const historyRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/history',
  component: lazyRouteComponent(() => import('./pages/history-page'), 'HistoryPage'),
  /** The configuration that is held against the one before it; 0 for none. */
  ...searchParams({ config: v.number() }, { config: 0 }),
});

const metricsRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/metrics',
  component: lazyRouteComponent(() => import('./pages/metrics-page'), 'MetricsPage'),
});

const shadowsRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/shadows',
  component: lazyRouteComponent(() => import('./pages/shadows-page'), 'ShadowsPage'),
  ...searchParams({ live: v.boolean() }, { live: true }),
});

const logsRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/logs',
  component: lazyRouteComponent(() => import('./pages/logs-page'), 'LogsPage'),
  ...searchParams(
    { entity: v.string(), log: v.picklist(LOGS), live: v.boolean() },
    { entity: '', log: 'build-logs', live: true },
  ),
});

const payloadsRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/payloads',
  component: lazyRouteComponent(() => import('./pages/payloads-page'), 'PayloadsPage'),
  /** `payload` is the id of the one that is opened. */
  ...searchParams(
    {
      status: v.picklist(STATUSES),
      entity: v.string(),
      version: v.string(),
      span: v.picklist(SPANS),
      payload: v.string(),
    },
    { status: '', entity: '', version: '', span: 'all', payload: '' },
  ),
});

const driftRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/drift',
  component: lazyRouteComponent(() => import('./pages/drift-page'), 'DriftPage'),
  ...searchParams({ entity: v.string(), span: v.picklist(SPANS) }, { entity: '', span: 'day' }),
});

const eventsRoute = createRoute({
  getParentRoute: () => endpointRoute,
  path: '/events',
  component: lazyRouteComponent(() => import('./pages/events-page'), 'EventsPage'),
});

endpointRoute.update({ component: lazyRouteComponent(() => import('./pages/endpoint-page'), 'EndpointPage') });

export const endpointsRoutes = {
  atRoot: [endpointsRoute],
  ofEndpoint: [
    overviewRoute,
    queryRoute,
    metricsRoute,
    shadowsRoute,
    logsRoute,
    payloadsRoute,
    driftRoute,
    historyRoute,
    eventsRoute,
  ],
} as const;
