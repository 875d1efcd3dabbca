import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account-page'), 'AccountPage'),
});

const usersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/users',
  component: lazyRouteComponent(() => import('./pages/users-page'), 'UsersPage'),
  ...searchParams({ q: v.string() }, { q: '' }),
});

/** What the server prints at its first start. Who is not signed in sees the entrance in its place. */
const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./pages/account-page'), 'AccountPage'),
  ...searchParams({ token: v.string() }, { token: '' }),
});

export const accountsRoutes = [accountRoute, usersRoute, setUpRoute] as const;
