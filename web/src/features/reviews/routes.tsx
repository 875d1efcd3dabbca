import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { experimentRoute, rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { lookEntries, NO_LOOK } from '@/lib/trace-look';
import { STATUSES } from './api/reviews';

export const PARTS = ['queues', 'questions'] as const;

const queuesRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/review-queue',
  component: lazyRouteComponent(() => import('./pages/queues-page'), 'QueuesPage'),
  ...searchParams({ part: v.picklist(PARTS) }, { part: 'queues' }),
});

const queueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/review-queue/$queueId',
  component: lazyRouteComponent(() => import('./pages/queue-page'), 'QueuePage'),
  ...searchParams({ status: v.picklist(STATUSES) }, { status: 'all' }),
});

/** The app gives it what shows a trace. */
const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/review-queue/$queueId/review',
  ...searchParams(
    {
      /** The trace to review; the first that nobody has reviewed where it is empty. */
      item: v.string(),
      /** Whether all spans of the trace are shown. */
      spans: v.boolean(),
      ...lookEntries,
    },
    { item: '', spans: false, ...NO_LOOK },
  ),
});

export const reviewsRoutes = {
  review: reviewRoute,
  atRoot: [queueRoute, reviewRoute],
  ofExperiment: [queuesRoute],
} as const;
