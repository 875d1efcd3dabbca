import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

const rolesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/roles',
  component: lazyRouteComponent(() => import('./pages/roles-page'), 'RolesPage'),
  ...searchParams({ q: v.string() }, { q: '' }),
});

const roleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/roles/$roleId',
  component: lazyRouteComponent(() => import('./pages/role-page'), 'RolePage'),
});

export const rolesRoutes = [rolesRoute, roleRoute] as const;
