import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { runRoute } from '@/lib/routes';

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

export const chartsRoutes = { ofRun: [metricsRoute, systemMetricsRoute] } as const;
