import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { readModel } from '@/lib/ml-model';
import { versionUri } from '@/lib/registry';
import { catalogVersionRoute } from '@/lib/routes';
import { CopyId, Snippet } from '@/ui/copy-button';
import { ModelCard } from '@/ui/model-card';
import { Note } from '@/ui/note';
import { Facts, Section } from '@/ui/section';
import { SourceModel, SourceRun } from '@/ui/sources';
import { ErrorNote, LoadingState } from '@/ui/states';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import {
  aliasesOf,
  modelQuery,
  useDescribeVersion,
  useTagVersion,
  useUntagVersion,
  versionFileQuery,
  versionQuery,
  type Version,
  type VersionPlace,
} from '../api/models';
import { When } from '../components/about-thing';
import { ModelAliases } from '../components/model-aliases';
import { useCatalogMessages } from '../messages';
import { ENVIRONMENT, loading } from '../snippets';

/** What a version of the catalogue takes and gives, where it came from, and how to use it. */
export function VersionOverviewPage() {
  const place = catalogVersionRoute.useParams();
  const client = useQueryClient();
  const query = versionQuery(place);
  const { data: version } = useSuspenseQuery(query);
  const { data: model } = useQuery(modelQuery(place.fullName));
  const describe = useDescribeVersion(place);
  const setTag = useTagVersion(place);
  const removeTag = useUntagVersion(place);
  return (
    <WithAside
      aside={
        <>
          <About place={place} version={version} />
          {model && <ModelAliases fullName={place.fullName} aliases={aliasesOf(model)} version={place.version} />}
          <TagsEditor tags={version.tags ?? []} set={setTag.mutateAsync} remove={removeTag.mutateAsync} />
        </>
      }
    >
      <Note
        text={version.comment ?? ''}
        current={async () => (await client.query({ ...query, staleTime: 0 })).comment ?? ''}
        save={describe.mutateAsync}
      />
      {version.status === 'READY' ? <Usable place={place} version={version} /> : <NotUsable status={version.status} />}
    </WithAside>
  );
}

function About({ place: { fullName, version: number }, version }: { place: VersionPlace; version: Version }) {
  const t = useCatalogMessages();
  return (
    <Section title={t('about')}>
      <Facts
        facts={[
          [t('created'), <When key="created" millis={version.created_at} by={version.created_by} />],
          [t('updated'), <When key="updated" millis={version.updated_at} by={version.updated_by} />],
          [t('sourceRun'), version.run_id && <SourceRun id={version.run_id} />],
          [t('loggedModel'), version.model_id && <SourceModel id={version.model_id} />],
          [t('source'), version.source],
          [t('address'), <CopyId key="address" id={versionUri({ name: fullName, version: number })} />],
        ]}
      />
    </Section>
  );
}

function NotUsable({ status }: { status: Exclude<Version['status'], 'READY'> }) {
  const t = useCatalogMessages();
  return <p className="muted">{t(status === 'PENDING_REGISTRATION' ? 'pendingText' : 'failedText')}</p>;
}

function Usable({ place, version }: { place: VersionPlace; version: Version }) {
  const t = useCatalogMessages();
  const alias = aliasesOf(version)[0]?.alias;
  const uri = versionUri({ name: place.fullName, version: place.version });
  return (
    <Card
      place={place}
      load={
        <Section title={t('load')}>
          <Snippet code={loading(alias === undefined ? uri : `models:/${place.fullName}@${alias}`)} />
        </Section>
      }
    />
  );
}

function Card({ place, load }: { place: VersionPlace; load: ReactNode }) {
  const t = useCatalogMessages();
  const { data: text, error } = useQuery(versionFileQuery(place));
  const model = useMemo(() => (typeof text === 'string' ? readModel(text) : undefined), [text]);
  if (text === undefined && !error) return <LoadingState />;
  if (model) {
    const uri = versionUri({ name: place.fullName, version: place.version });
    return (
      <ModelCard model={model} uri={uri} environment={`MLFLOW_REGISTRY_URI=databricks-uc ${ENVIRONMENT}`} load={load} />
    );
  }
  return (
    <>
      {error ? <ErrorNote error={error} /> : <p className="muted">{t('noModelFile')}</p>}
      {load}
    </>
  );
}
