import { useQuery } from '@tanstack/react-query';
import { Outlet, type LinkProps } from '@tanstack/react-router';
import { modelQuery } from '@/lib/model-query';
import { loggedModelRoute } from '@/lib/routes';
import { CopyId } from '@/ui/copy-button';
import { useExperimentCrumbs } from '@/ui/experiment-crumbs';
import { NavTabs } from '@/ui/nav-tabs';
import { Page } from '@/ui/page';
import { FailedState, LoadingState } from '@/ui/states';
import type { LoggedModel } from '../api/models';
import { ModelStatus } from '../components/model-status';
import { useModelMessages } from '../messages';

/** One logged model, and below that its parts. */
export function ModelPage() {
  const { modelId } = loggedModelRoute.useParams();
  const { data: model, error, refetch } = useQuery(modelQuery(modelId));
  if (model) return <Loaded model={model} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ model: { info } }: { model: LoggedModel }) {
  const t = useModelMessages();
  const crumbs = useExperimentCrumbs(info.experiment_id);
  const params = { experimentId: info.experiment_id, modelId: info.model_id };
  // Parts of other features, which this one does not know by their types.
  const to = (part: string) => ({ to: `${loggedModelRoute.to}${part}`, params }) as unknown as LinkProps;
  return (
    <Page
      title={info.name}
      crumbs={[...crumbs, { text: t('models'), to: { to: '/experiments/$experimentId/models', params } }]}
      aside={
        <>
          <ModelStatus status={info.status} />
          <CopyId id={info.model_id} />
        </>
      }
      fill
    >
      <NavTabs
        label={t('parts')}
        tabs={[
          { text: t('overview'), to: to(''), exact: true },
          { text: t('artifacts'), to: to('/artifacts') },
          { text: t('lineage'), to: to('/lineage') },
        ]}
      />
      <Outlet />
    </Page>
  );
}
