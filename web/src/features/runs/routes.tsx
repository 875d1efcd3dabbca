import { createRoute, redirect } from '@tanstack/react-router';
import { lastSearch } from '@/lib/last-search';
import { experimentRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { firstRuns } from './api/charted';
import { queryOf, runsSearch } from './api/search';
import { tableCount, tablePage } from './api/table';

/** MLflow's address of an experiment shows its runs, as they were left in this tab. */
const runsByDefaultRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    const search = lastSearch(`/experiments/${params.experimentId}/runs`);
    throw redirect({ to: '/experiments/$experimentId/runs', params, search, replace: true });
  },
});

const runsRoute = createRoute({
  getParentRoute: () => experimentRoute,
  path: '/runs',
  ...searchParams(runsSearch.entries, runsSearch.unchanged),
  // Of the address only what the rows hang on: a zoom of a chart reads no rows anew.
  loaderDeps: ({ search: { q, view, sort, nested, group, layout, show } }) => ({
    ...{ q, view, sort, nested, group, layout },
    hasCharts: show !== 'table',
  }),
  // The first rows are asked for while the script of the screen is on its way.
  loader: ({ context: { queryClient }, params: { experimentId }, deps }) => {
    const query = queryOf(experimentId, deps);
    queryClient.query(tablePage(query, 0)).catch(() => undefined); // the screen tells of it
    queryClient.query(tableCount(query)).catch(() => undefined);
    if (deps.hasCharts && deps.group === '') queryClient.query(firstRuns(query)).catch(() => undefined);
  },
});

/** The app gives the table its page, with the charts beside it. */
export const runsRoutes = { table: runsRoute, ofExperiment: [runsByDefaultRoute, runsRoute] } as const;
