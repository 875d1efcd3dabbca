import { createRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { HomePage } from './pages/home-page';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: HomePage,
  /** How many of the runs that are under way are listed. */
  ...searchParams({ running: v.picklist(['few', 'all']), live: v.boolean() }, { running: 'few', live: true }),
});

export const homeRoutes = [homeRoute] as const;
