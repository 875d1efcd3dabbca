import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { searchParams } from './search-params';

/** What every screen hangs below. The app gives it the shell. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()();

/** What a person made of the charts of a screen; what draws them reads it. */
const charts = searchParams({ charts: v.record(v.string(), v.unknown()) }, { charts: {} });

/** Whether a screen of the registry follows what happens. */
const followed = searchParams({ live: v.boolean() }, { live: true }, ['live']);

/** What all that belongs to an experiment hangs below. */
export const experimentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId',
  ...charts,
});

/** One run, in MLflow's own address. */
export const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/runs/$runId',
  ...charts,
});

/** One logged model, in MLflow's own address. */
export const loggedModelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentId/models/$modelId',
});

/** One registered model, in MLflow's own address. */
export const registeredModelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models/$modelName',
  ...followed,
});

/** One version of a registered model, in MLflow's own address. */
export const modelVersionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models/$modelName/versions/$version',
  ...followed,
});

/** One prompt, in MLflow's own address. */
export const promptRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts/$promptName',
  ...followed,
});

/** One version of a prompt. */
export const promptVersionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts/$promptName/versions/$version',
  ...followed,
});

/** One model of the catalogue, by its three names with dots between. */
export const catalogModelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue/models/$fullName',
});

/** One version of a model of the catalogue. */
export const catalogVersionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue/models/$fullName/versions/$version',
});

/** One serving endpoint. */
export const endpointRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/endpoints/$endpointName',
});
