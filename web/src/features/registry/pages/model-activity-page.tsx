import { useSuspenseQuery } from '@tanstack/react-query';
import { registeredModelQuery } from '@/lib/registry';
import { registeredModelRoute } from '@/lib/routes';
import { WithAside } from '@/ui/with-aside';
import { ActivityList } from '../components/activity-list';
import { VersionsAt } from '../components/versions-at';

/** What was done to a registered model, and what was at some time. */
export function ModelActivityPage() {
  const { modelName: name } = registeredModelRoute.useParams();
  const { data: model } = useSuspenseQuery(registeredModelQuery(name));
  return (
    <WithAside aside={<VersionsAt model={model} />}>
      <ActivityList about={{ name }} />
    </WithAside>
  );
}
