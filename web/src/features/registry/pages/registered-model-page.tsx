import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, type LinkProps } from '@tanstack/react-router';
import { isGone } from '@/lib/api-client';
import { firstName, useFollowedRegistry } from '@/lib/follow-model';
import { useDescribe } from '@/lib/registered';
import { registeredModelQuery, type RegisteredModel } from '@/lib/registry';
import { registeredModelRoute } from '@/lib/routes';
import { LiveButton } from '@/ui/live-button';
import { NavTabs } from '@/ui/nav-tabs';
import { Note } from '@/ui/note';
import { Page } from '@/ui/page';
import { FailedState, LoadingState } from '@/ui/states';
import { ModelActions } from '../components/model-actions';
import { useRegistryMessages } from '../messages';
import { useApprovalMessages } from '../messages-approvals';

/** One registered model: its name, what can be done with it, and below that its parts. */
export function RegisteredModelPage() {
  const { modelName } = registeredModelRoute.useParams();
  const { data: model, error, refetch } = useQuery(registeredModelQuery(modelName));
  if (model && !isGone(error)) return <Loaded key={firstName('registry', model.name)} model={model} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ model }: { model: RegisteredModel }) {
  const t = useRegistryMessages();
  const approvals = useApprovalMessages();
  const client = useQueryClient();
  const { live } = registeredModelRoute.useSearch();
  const show = registeredModelRoute.useNavigate();
  const state = useFollowedRegistry('registry', live, model.name);
  const describe = useDescribe('registry', model.name);
  const params = { modelName: model.name };
  // Parts of other features as well, which this one does not know by their types.
  const to = (part: string) => ({ to: `${registeredModelRoute.to}${part}`, params }) as unknown as LinkProps;
  return (
    <Page
      title={model.name}
      crumbs={[{ text: t('title'), to: { to: '/models' } }]}
      actions={
        <>
          <LiveButton
            state={state}
            isPaused={!live}
            onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
          />
          <ModelActions model={model} />
        </>
      }
      fill
    >
      <Note
        text={model.description ?? ''}
        current={async () =>
          (await client.query({ ...registeredModelQuery(model.name), staleTime: 0 })).description ?? ''
        }
        save={describe.mutateAsync}
      />
      <NavTabs
        label={t('parts')}
        tabs={[
          { text: t('versions'), to: to(''), exact: true },
          { text: t('details'), to: to('/details') },
          { text: approvals('activity'), to: to('/activity') },
          { text: approvals('rules'), to: to('/rules') },
        ]}
      />
      <Outlet />
    </Page>
  );
}
