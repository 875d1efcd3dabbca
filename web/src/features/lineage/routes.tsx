import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { catalogVersionRoute, modelVersionRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { ALL, FEW, KINDS } from './bounds';

/** What is looked at instead of the version of the page, which way, and how many nodes of it. */
const sight = searchParams(
  {
    of: v.nullable(v.object({ kind: v.picklist(KINDS), name: v.string(), id: v.string() })),
    direction: v.picklist(['BOTH', 'UPSTREAM', 'DOWNSTREAM']),
    most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ALL)),
  },
  { of: null, direction: 'BOTH', most: FEW },
);

export const lineageRoutes = {
  ofVersion: [
    createRoute({
      getParentRoute: () => modelVersionRoute,
      path: '/lineage',
      component: lazyRouteComponent(() => import('./pages/lineage-pages'), 'VersionLineagePage'),
      ...sight,
    }),
  ],
  ofCatalogVersion: [
    createRoute({
      getParentRoute: () => catalogVersionRoute,
      path: '/lineage',
      component: lazyRouteComponent(() => import('./pages/lineage-pages'), 'CatalogVersionLineagePage'),
      ...sight,
    }),
  ],
} as const;
