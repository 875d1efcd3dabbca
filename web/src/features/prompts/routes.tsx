import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { promptRoute, promptVersionRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { LAST_CHANGED } from './api/prompts';

const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts',
  component: lazyRouteComponent(() => import('./pages/prompts-page'), 'PromptsPage'),
  ...searchParams(
    { q: v.string(), sort: v.object({ id: v.string(), descending: v.boolean() }) },
    { q: '', sort: LAST_CHANGED },
  ),
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts/$promptName/compare',
  component: lazyRouteComponent(() => import('./pages/compare-page'), 'ComparePage'),
  /** The numbers of two versions; the newest two where they are empty. */
  ...searchParams({ before: v.string(), after: v.string() }, { before: '', after: '' }),
});

promptRoute.update({
  component: lazyRouteComponent(() => import('./pages/prompt-page'), 'PromptPage'),
});
promptVersionRoute.update({
  component: lazyRouteComponent(() => import('./pages/version-page'), 'VersionPage'),
});

export const promptsRoutes = [listRoute, promptRoute, promptVersionRoute, compareRoute] as const;
