import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { AGES, KINDS } from './api/trash';

const trashRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trash',
  component: lazyRouteComponent(() => import('./pages/trash-page'), 'TrashPage'),
  ...searchParams(
    { q: v.string(), kind: v.picklist(['all', ...KINDS]), age: v.picklist(AGES) },
    { q: '', kind: 'all', age: 'any' },
  ),
});

export const trashRoutes = [trashRoute] as const;
