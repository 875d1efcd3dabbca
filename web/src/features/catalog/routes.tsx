import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { catalogModelRoute, catalogVersionRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

/** What names are to hold. */
const named = searchParams({ q: v.string() }, { q: '' });

const thingPage = lazyRouteComponent(() => import('./pages/thing-page'), 'ThingPage');
const detailsPage = lazyRouteComponent(() => import('./pages/details-page'), 'DetailsPage');
const grantsPage = lazyRouteComponent(() => import('./pages/grants-page'), 'GrantsPage');

const catalogueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue',
  component: lazyRouteComponent(() => import('./pages/catalogue-page'), 'CataloguePage'),
});

const ofAll = [
  createRoute({
    getParentRoute: () => catalogueRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/lists'), 'CatalogsPage'),
    ...named,
  }),
  createRoute({
    getParentRoute: () => catalogueRoute,
    path: '/models',
    component: lazyRouteComponent(() => import('./pages/lists'), 'AllModelsPage'),
    ...named,
  }),
  createRoute({ getParentRoute: () => catalogueRoute, path: '/permissions', component: grantsPage }),
] as const;

const catalogRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue/catalogs/$fullName',
  component: thingPage,
});

const ofCatalog = [
  createRoute({
    getParentRoute: () => catalogRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/lists'), 'SchemasPage'),
    ...named,
  }),
  createRoute({ getParentRoute: () => catalogRoute, path: '/details', component: detailsPage }),
  createRoute({ getParentRoute: () => catalogRoute, path: '/permissions', component: grantsPage }),
] as const;

const schemaRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue/schemas/$fullName',
  component: thingPage,
});

const ofSchema = [
  createRoute({
    getParentRoute: () => schemaRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/lists'), 'ModelsPage'),
    ...named,
  }),
  createRoute({ getParentRoute: () => schemaRoute, path: '/details', component: detailsPage }),
  createRoute({ getParentRoute: () => schemaRoute, path: '/permissions', component: grantsPage }),
] as const;

const ofModel = [
  createRoute({
    getParentRoute: () => catalogModelRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/versions-page'), 'VersionsPage'),
  }),
  createRoute({
    getParentRoute: () => catalogModelRoute,
    path: '/details',
    component: lazyRouteComponent(() => import('./pages/model-details-page'), 'ModelDetailsPage'),
  }),
  createRoute({ getParentRoute: () => catalogModelRoute, path: '/permissions', component: grantsPage }),
] as const;

const ofVersion = [
  createRoute({
    getParentRoute: () => catalogVersionRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/version-overview-page'), 'VersionOverviewPage'),
  }),
] as const;

catalogModelRoute.update({ component: thingPage });
catalogVersionRoute.update({
  component: lazyRouteComponent(() => import('./pages/version-page'), 'VersionPage'),
});

export const catalogRoutes = {
  atRoot: [
    catalogueRoute.addChildren([...ofAll]),
    catalogRoute.addChildren([...ofCatalog]),
    schemaRoute.addChildren([...ofSchema]),
  ],
  ofModel,
  ofVersion,
} as const;
