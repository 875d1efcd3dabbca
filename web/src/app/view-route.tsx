import { createRoute, redirect } from '@tanstack/react-router';
import { rootRoute } from '@/lib/routes';
import { viewQuery } from '@/lib/views';

/** A saved view by its link: leads to its screen with what it kept. */
export const viewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/views/$viewId',
  loader: async ({ params: { viewId }, context }) => {
    const view = await context.queryClient.query(viewQuery(viewId));
    const place = view.experiment_id ? `/experiments/${view.experiment_id}/${view.screen}` : `/${view.screen}`;

    throw redirect({ href: `${place}${view.state}`, replace: true });
  },
});
