import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { catalogVersionRoute, loggedModelRoute, modelVersionRoute, runRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

/** How a file is shown: as what it is, or as its text. */
const view = searchParams({ view: v.picklist(['preview', 'source']) }, { view: 'preview' });

/** The artifacts of a run; behind them, in MLflow's own address, the path of the one that is shown. */
const ofRunRoute = createRoute({
  getParentRoute: () => runRoute,
  path: '/artifacts/$',
  component: lazyRouteComponent(() => import('./pages/artifacts-pages'), 'RunArtifactsPage'),
  ...view,
});

const ofModelRoute = createRoute({
  getParentRoute: () => loggedModelRoute,
  path: '/artifacts/$',
  component: lazyRouteComponent(() => import('./pages/artifacts-pages'), 'ModelArtifactsPage'),
  ...view,
});

const ofVersionRoute = createRoute({
  getParentRoute: () => modelVersionRoute,
  path: '/artifacts/$',
  component: lazyRouteComponent(() => import('./pages/version-artifacts-page'), 'VersionArtifactsPage'),
  ...view,
});

const ofCatalogVersionRoute = createRoute({
  getParentRoute: () => catalogVersionRoute,
  path: '/artifacts/$',
  component: lazyRouteComponent(() => import('./pages/artifacts-pages'), 'CatalogVersionArtifactsPage'),
  ...view,
});

export const artifactsRoutes = {
  ofRun: [ofRunRoute],
  ofModel: [ofModelRoute],
  ofVersion: [ofVersionRoute],
  ofCatalogVersion: [ofCatalogVersionRoute],
} as const;
