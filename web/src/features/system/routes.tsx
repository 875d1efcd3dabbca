import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

const systemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/system',
  component: lazyRouteComponent(() => import('./pages/system-page'), 'SystemPage'),
  ...searchParams({ live: v.boolean() }, { live: true }),
});

export const systemRoutes = [systemRoute] as const;
