import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router';

/** What every screen hangs below. The app gives it the shell. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()();

/** What all that belongs to an experiment hangs below. */
export const experimentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId',
});

/** One run, in MLflow's own address. */
export const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/runs/$runId',
});

/** One logged model, in MLflow's own address. */
export const loggedModelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/models/$modelId',
});
