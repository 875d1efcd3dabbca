import { useQuery } from '@tanstack/react-query';
import { Outlet, type LinkProps } from '@tanstack/react-router';
import { catalogVersionRoute } from '@/lib/routes';
import { Badge } from '@/ui/badge';
import { NavTabs } from '@/ui/nav-tabs';
import { Page } from '@/ui/page';
import { FailedState, LoadingState } from '@/ui/states';
import { addressOf, crumbsTo } from '../address';
import { aliasesOf, versionQuery, type Version } from '../api/models';
import { placeOf } from '../api/things';
import { VersionActions } from '../components/version-actions';
import { VersionStatus } from '../components/version-status';
import { useCatalogMessages } from '../messages';

/** One version of a model of the catalogue, and below that its parts. */
export function VersionPage() {
  const { fullName, version: number } = catalogVersionRoute.useParams();
  const { data: version, error, refetch } = useQuery(versionQuery({ fullName, version: number }));
  if (version) return <Loaded key={`${fullName}/${number}`} fullName={fullName} version={version} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ fullName, version }: { fullName: string; version: Version }) {
  const t = useCatalogMessages();
  const params = { fullName, version: String(version.version) };
  // Parts of other features as well, which this one does not know by their types.
  const to = (part: string) => ({ to: `${catalogVersionRoute.to}${part}`, params }) as unknown as LinkProps;
  return (
    <Page
      title={t('versionOf', { version: version.version })}
      crumbs={[...crumbsTo(t('title'), fullName), { text: version.model_name, to: addressOf(placeOf(fullName)) }]}
      aside={
        <>
          <VersionStatus status={version.status} />
          {aliasesOf(version).map(({ alias }) => (
            <Badge key={alias} tone="info">
              @{alias}
            </Badge>
          ))}
        </>
      }
      actions={<VersionActions fullName={fullName} version={version} />}
      fill
    >
      <NavTabs
        label={t('partsOfVersion')}
        tabs={[
          { text: t('overview'), to: to(''), exact: true },
          ...(version.status === 'READY' ? [{ text: t('files'), to: to('/artifacts') }] : []),
          { text: t('lineage'), to: to('/lineage') },
        ]}
      />
      <Outlet />
    </Page>
  );
}
