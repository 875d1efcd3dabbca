import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { LOOK, lookEntries } from './look';

/** Folders whose files are shown, the file whose lines are, and of which two subjects. */
const fileEntries = { open: v.array(v.string()), file: v.string(), left: v.string(), right: v.string() };
const NO_FILE = { open: [], file: '', left: '', right: '' };

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare',
  ...searchParams(
    {
      ...lookEntries,
      ...fileEntries,
      runs: v.array(v.string()),
      show: v.picklist(['table', 'charts', 'files']),
      /** What a person made of the charts; what draws them reads it. */
      charts: v.record(v.string(), v.unknown()),
      live: v.boolean(),
    },
    { ...LOOK, ...NO_FILE, runs: [], show: 'table', charts: {}, live: true },
  ),
});

const compareModelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare/models',
  component: lazyRouteComponent(() => import('./pages/compare-models-page'), 'CompareModelsPage'),
  ...searchParams(
    {
      ...lookEntries,
      ...fileEntries,
      models: v.array(v.string()),
      show: v.picklist(['table', 'charts', 'files']),
    },
    { ...LOOK, ...NO_FILE, models: [], show: 'table' },
  ),
});

const compareVersionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare/versions',
  component: lazyRouteComponent(() => import('./pages/compare-versions-page'), 'CompareVersionsPage'),
  ...searchParams(
    {
      ...lookEntries,
      /** Each as `name/version`. */
      versions: v.array(v.string()),
    },
    { ...LOOK, versions: [] },
  ),
});

/** The app gives the comparison of runs its page, with the charts. */
export const compareRoutes = {
  runs: compareRoute,
  atRoot: [compareRoute, compareModelsRoute, compareVersionsRoute],
} as const;
