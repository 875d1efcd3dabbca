import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

/** What is looked for. */
const sought = searchParams({ q: v.string() }, { q: '' });

const groupsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/groups',
  component: lazyRouteComponent(() => import('./pages/groups-page'), 'GroupsPage'),
  ...sought,
});

const groupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/groups/$groupId',
  component: lazyRouteComponent(() => import('./pages/group-page'), 'GroupPage'),
  ...sought,
});

const programsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/service-principals',
  component: lazyRouteComponent(() => import('./pages/programs-page'), 'ProgramsPage'),
  ...sought,
});

const programRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/service-principals/$principalId',
  component: lazyRouteComponent(() => import('./pages/program-page'), 'ProgramPage'),
});

export const principalsRoutes = [groupsRoute, groupRoute, programsRoute, programRoute] as const;
