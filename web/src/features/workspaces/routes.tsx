import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

const workspacesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workspaces',
  component: lazyRouteComponent(() => import('./pages/workspaces-page'), 'WorkspacesPage'),
  ...searchParams({ q: v.string() }, { q: '' }),
});

export const workspacesRoutes = [workspacesRoute] as const;
