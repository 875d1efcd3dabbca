import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

const scopesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/secrets',
  component: lazyRouteComponent(() => import('./pages/scopes-page'), 'ScopesPage'),
});

const scopeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/secrets/$scope',
  component: lazyRouteComponent(() => import('./pages/scope-page'), 'ScopePage'),
  ...searchParams({ q: v.string() }, { q: '' }),
});

export const secretsRoutes = [scopesRoute, scopeRoute] as const;
