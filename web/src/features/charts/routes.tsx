import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { experimentRoute, runRoute } from '@/lib/routes';

const metricsRoute = createRoute({
  getParentRoute: () => runRoute,
  path: '/metrics',
  component: lazyRouteComponent(() => import('./pages/run-metrics-page'), 'RunMetricsPage'),
});

const systemMetricsRoute = createRoute({
  getParentRoute: () => runRoute,
  path: '/system-metrics',
  component: lazyRouteComponent(() => import('./pages/run-metrics-page'), 'RunSystemMetricsPage'),
});

const experimentChartsRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/charts',
  component: lazyRouteComponent(() => import('./pages/experiment-charts-page'), 'ExperimentChartsPage'),
});

export const chartsRoutes = {
  ofExperiment: [experimentChartsRoute],
  ofRun: [metricsRoute, systemMetricsRoute],
} as const;
