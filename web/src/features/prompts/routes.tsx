import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { SEARCH } from '@/lib/registered';
import { promptRoute, promptVersionRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts',
  component: lazyRouteComponent(() => import('./pages/prompts-page'), 'PromptsPage'),
  ...searchParams(SEARCH.entries, SEARCH.unchanged),
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
