import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { catalogVersionRoute, loggedModelRoute, modelVersionRoute, runRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { ALL, FEW, KINDS } from './bounds';

/** What is looked at instead of what the page is about, which way, and how many nodes of it. */
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
  ofRun: [
    createRoute({
      getParentRoute: () => runRoute,
      path: '/lineage',
      component: lazyRouteComponent(() => import('./pages/lineage-pages'), 'RunLineagePage'),
      ...sight,
    }),
  ],
  ofModel: [
    createRoute({
      getParentRoute: () => loggedModelRoute,
      path: '/lineage',
      component: lazyRouteComponent(() => import('./pages/lineage-pages'), 'ModelLineagePage'),
      ...sight,
    }),
  ],
} as const;
