import type { QueryClient } from '@tanstack/react-query';
import { createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { accountsRoutes } from '@/features/accounts/routes';
import { artifactsRoutes } from '@/features/artifacts/routes';
import { auditRoutes } from '@/features/audit/routes';
import { catalogRoutes } from '@/features/catalog/routes';
import { chartsRoutes } from '@/features/charts/routes';
import { compareRoutes } from '@/features/compare/routes';
import { endpointsRoutes } from '@/features/endpoints/routes';
import { evaluationRoutes } from '@/features/evaluation/routes';
import { experimentsRoutes } from '@/features/experiments/routes';
import { homeRoutes } from '@/features/home/routes';
import { keysRoutes } from '@/features/keys/routes';
import { lineageRoutes } from '@/features/lineage/routes';
import { modelsRoutes } from '@/features/models/routes';
import { principalsRoutes } from '@/features/principals/routes';
import { promptsRoutes } from '@/features/prompts/routes';
import { registryRoutes } from '@/features/registry/routes';
import { reviewsRoutes } from '@/features/reviews/routes';
import { rolesRoutes } from '@/features/roles/routes';
import { runRoutes } from '@/features/run/routes';
import { runsRoutes } from '@/features/runs/routes';
import { secretsRoutes } from '@/features/secrets/routes';
import { systemRoutes } from '@/features/system/routes';
import { tracesRoutes } from '@/features/traces/routes';
import { trashRoutes } from '@/features/trash/routes';
import { webhooksRoutes } from '@/features/webhooks/routes';
import { workspacesRoutes } from '@/features/workspaces/routes';
import {
  catalogModelRoute,
  catalogVersionRoute,
  endpointRoute,
  experimentRoute,
  loggedModelRoute,
  modelVersionRoute,
  registeredModelRoute,
  rootRoute,
  runRoute,
} from '@/lib/routes';
import { LoadingState } from '@/ui/states';
import { FailedPage } from './failed-page';
import { createScreenHistory } from './history';
import { HomeWithRegistry } from './home-with-registry';
import { NotFoundPage } from './not-found-page';
import { Shell } from './shell';
import { viewRoute } from './view-route';

/**
 * All screens. Their addresses lie behind the `#`, as those that MLflow's clients print do: `/#/experiments/1/runs/…`.
 */
export function createAppRouter(queryClient: QueryClient) {
  rootRoute.update({ component: Shell });
  homeRoutes.home.update({ component: HomeWithRegistry });
  runsRoutes.table.update({ component: lazyRouteComponent(() => import('./runs-with-charts'), 'RunsWithCharts') });
  reviewsRoutes.review.update({
    component: lazyRouteComponent(() => import('./review-with-trace'), 'ReviewWithTrace'),
  });
  compareRoutes.runs.update({
    component: lazyRouteComponent(() => import('./compare-with-charts'), 'CompareWithCharts'),
  });
  return createRouter({
    routeTree: rootRoute.addChildren([
      ...homeRoutes.atRoot,
      ...experimentsRoutes,
      ...compareRoutes.atRoot,
      ...registryRoutes.atRoot,
      ...promptsRoutes,
      registeredModelRoute.addChildren([...registryRoutes.ofModel]),
      modelVersionRoute.addChildren([
        ...registryRoutes.ofVersion,
        ...artifactsRoutes.ofVersion,
        ...lineageRoutes.ofVersion,
      ]),
      ...endpointsRoutes.atRoot,
      endpointRoute.addChildren([...endpointsRoutes.ofEndpoint]),
      ...catalogRoutes.atRoot,
      catalogModelRoute.addChildren([...catalogRoutes.ofModel]),
      catalogVersionRoute.addChildren([
        ...catalogRoutes.ofVersion,
        ...artifactsRoutes.ofCatalogVersion,
        ...lineageRoutes.ofCatalogVersion,
      ]),
      ...trashRoutes,
      ...systemRoutes,
      ...accountsRoutes,
      ...workspacesRoutes,
      ...auditRoutes,
      ...rolesRoutes,
      ...principalsRoutes,
      ...keysRoutes,
      ...webhooksRoutes,
      ...secretsRoutes,
      viewRoute,
      ...runRoutes.atRoot,
      runRoute.addChildren([
        ...runRoutes.ofRun,
        ...chartsRoutes.ofRun,
        ...artifactsRoutes.ofRun,
        ...tracesRoutes.ofRun,
        ...lineageRoutes.ofRun,
      ]),
      loggedModelRoute.addChildren([...modelsRoutes.ofModel, ...artifactsRoutes.ofModel, ...lineageRoutes.ofModel]),
      ...tracesRoutes.atRoot,
      ...evaluationRoutes.atRoot,
      ...reviewsRoutes.atRoot,
      experimentRoute.addChildren([
        ...runsRoutes.ofExperiment,
        ...modelsRoutes.ofExperiment,
        ...tracesRoutes.ofExperiment,
        ...evaluationRoutes.ofExperiment,
        ...reviewsRoutes.ofExperiment,
      ]),
    ]),
    history: createScreenHistory(),
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: LoadingState,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: FailedPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
