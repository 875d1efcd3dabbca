import { useQuery } from '@tanstack/react-query';
import { Outlet, type LinkProps } from '@tanstack/react-router';
import { isGone } from '@/lib/api-client';
import { firstName, useFollowedRegistry } from '@/lib/follow-model';
import { modelVersionQuery, type ModelVersion } from '@/lib/registry';
import { modelVersionRoute, registeredModelRoute } from '@/lib/routes';
import { Badge } from '@/ui/badge';
import { LiveButton } from '@/ui/live-button';
import { NavTabs } from '@/ui/nav-tabs';
import { Page } from '@/ui/page';
import { FailedState, LoadingState } from '@/ui/states';
import { VersionActions } from '../components/version-actions';
import { useRegistryMessages } from '../messages';
import { useApprovalMessages } from '../messages-approvals';

/** One version of a registered model, and below that its parts. */
export function ModelVersionPage() {
  const { modelName, version: number } = modelVersionRoute.useParams();
  const { data: version, error, refetch } = useQuery(modelVersionQuery(modelName, number));
  if (version && !isGone(error))
    return <Loaded key={`${firstName('registry', modelName)}/${number}`} version={version} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ version }: { version: ModelVersion }) {
  const t = useRegistryMessages();
  const approvals = useApprovalMessages();
  const { live } = modelVersionRoute.useSearch();
  const show = modelVersionRoute.useNavigate();
  const state = useFollowedRegistry('registry', live, version.name);
  const params = { modelName: version.name, version: version.version };
  // Parts of other features as well, which this one does not know by their types.
  const to = (part: string) => ({ to: `${modelVersionRoute.to}${part}`, params }) as unknown as LinkProps;
  return (
    <Page
      title={t('versionOf', { version: version.version })}
      crumbs={[
        { text: t('title'), to: { to: '/models' } },
        { text: version.name, to: { to: registeredModelRoute.to, params } },
      ]}
      aside={version.aliases?.map((alias) => (
        <Badge key={alias} tone="info">
          @{alias}
        </Badge>
      ))}
      actions={
        <>
          <LiveButton
            state={state}
            isPaused={!live}
            onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
          />
          <VersionActions version={version} />
        </>
      }
      fill
    >
      <NavTabs
        label={t('partsOfVersion')}
        tabs={[
          { text: t('overview'), to: to(''), exact: true },
          { text: t('files'), to: to('/artifacts') },
          { text: approvals('requests'), to: to('/requests') },
          { text: approvals('activity'), to: to('/activity') },
          { text: t('lineage'), to: to('/lineage') },
        ]}
      />
      <Outlet />
    </Page>
  );
}
