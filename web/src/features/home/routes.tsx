import { createRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';

/** The app gives it what it shows. */
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  /** How many of the runs that are under way are listed. */
  ...searchParams({ running: v.picklist(['few', 'all']), live: v.boolean() }, { running: 'few', live: true }),
});

export const homeRoutes = { home: homeRoute, atRoot: [homeRoute] } as const;
