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

/** Where a provider sends who did not come in: who is not signed in sees the entrance in its place. */
const signOnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-on',
  component: lazyRouteComponent(() => import('./pages/sign-on-page'), 'SignOnPage'),
  ...searchParams({ failed: v.string(), to: v.string() }, { failed: '', to: '/' }),
});

/** What a command line tells to open that asks to be let in. */
const deviceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/device',
  component: lazyRouteComponent(() => import('./pages/device-page'), 'DevicePage'),
  ...searchParams({ code: v.string() }, { code: '' }),
});

export const accountsRoutes = [accountRoute, usersRoute, setUpRoute, signOnRoute, deviceRoute] as const;
