import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { registeredModelQuery } from '@/lib/registry';
import { registeredModelRoute } from '@/lib/routes';
import { WithAside } from '@/ui/with-aside';
import { ActivityList } from '../components/activity-list';
import { VersionsAt } from '../components/versions-at';

const route = getRouteApi('/models/$modelName/activity');

/** What was done to a registered model, and what was at some time. */
export function ModelActivityPage() {
  const { modelName: name } = registeredModelRoute.useParams();
  const { what, by, live } = route.useSearch();
  const show = route.useNavigate();
  const { data: model } = useSuspenseQuery(registeredModelQuery(name));
  return (
    <WithAside aside={<VersionsAt model={model} />}>
      <ActivityList
        about={{ name }}
        wanted={{ what, by }}
        onWanted={(changed) => void show({ search: (before) => ({ ...before, ...changed }), replace: true })}
        isLive={live}
      />
    </WithAside>
  );
}
