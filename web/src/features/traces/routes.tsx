import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import * as v from 'valibot';
import { experimentRoute, rootRoute, runRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { traceQuery } from '@/lib/traces';
import { traceList } from './api/list-state';
import { lookEntries, NO_LOOK } from '@/lib/trace-look';

const listParams = searchParams(traceList.entries, traceList.unchanged);

const tracesRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/traces',
  component: lazyRouteComponent(() => import('./pages/traces-page'), 'TracesPage'),
  ...listParams,
});

const ofRunRoute = createRoute({
  getParentRoute: () => runRoute,
  path: '/traces',
  component: lazyRouteComponent(() => import('./pages/run-traces-page'), 'RunTracesPage'),
  ...listParams,
});

const sessionsRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/chat-sessions',
  component: lazyRouteComponent(() => import('./pages/sessions-page'), 'SessionsPage'),
  ...searchParams({ q: v.string() }, { q: '' }),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/traces/$traceId',
  component: lazyRouteComponent(() => import('./pages/trace-page'), 'TracePage'),
  ...searchParams(lookEntries, NO_LOOK),
});

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/chat-sessions/$sessionId',
  component: lazyRouteComponent(() => import('./pages/session-page'), 'SessionPage'),
});

/** Where MLflow's earlier versions showed the traces of an experiment. */
const earlierRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/$traceId',
  loader: async ({ params: { traceId }, context }) => {
    const trace = await context.queryClient.query(traceQuery(traceId));
    const experimentId = trace.trace_location?.mlflow_experiment?.experiment_id ?? '';
    throw redirect({ to: traceRoute.to, params: { experimentId, traceId } });
  },
});

export const tracesRoutes = {
  atRoot: [traceRoute, sessionRoute, earlierRoute],
  ofExperiment: [tracesRoute, sessionsRoute],
  ofRun: [ofRunRoute],
} as const;
