import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import * as v from 'valibot';
import { experimentRoute, rootRoute, runRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { STATES, WINDOWS } from './api/filter';
import { NO_LOOK, TRACE_TABS } from './api/look';
import { NEWEST_FIRST } from './api/traces';

const look = { span: v.string(), tab: v.picklist(TRACE_TABS) };

const listParams = searchParams(
  {
    q: v.string(),
    state: v.picklist(STATES),
    window: v.picklist(WINDOWS),
    /** An assessment's name, `*` for any; empty for traces without one, too. */
    assessed: v.string(),
    sort: v.object({ id: v.string(), descending: v.boolean() }),
    /** The trace that is open beside the list, by the name that MLflow gives it. */
    selectedEvaluationId: v.string(),
    ...look,
  },
  { q: '', state: 'all', window: 'all', assessed: '', sort: NEWEST_FIRST, selectedEvaluationId: '', ...NO_LOOK },
);

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
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/traces/$traceId',
  component: lazyRouteComponent(() => import('./pages/trace-page'), 'TracePage'),
  ...searchParams(look, NO_LOOK),
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
    const { traceQuery } = await import('./api/traces');
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
