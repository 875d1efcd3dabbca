import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { KINDS } from './api/compared-rows';

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare',
  component: lazyRouteComponent(() => import('./pages/compare-page'), 'ComparePage'),
  ...searchParams(
    {
      runs: v.array(v.string()),
      q: v.string(),
      kind: v.picklist(['all', ...KINDS]),
      diff: v.boolean(),
      baseline: v.string(),
    },
    { runs: [], q: '', kind: 'all', diff: false, baseline: '' },
  ),
});

export const compareRoutes = [compareRoute] as const;
