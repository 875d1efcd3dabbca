import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { readModel } from '@/lib/ml-model';
import { modelVersionQuery, registeredModelQuery, versionFileQuery, versionUri } from '@/lib/registry';
import { modelVersionRoute } from '@/lib/routes';
import { ModelCard } from '@/ui/model-card';
import { Note } from '@/ui/note';
import { ErrorNote, LoadingState } from '@/ui/states';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import { useDescribeVersion, useTagVersion, useUntagVersion, type Place } from '../api/versions';
import { AboutVersion } from '../components/about-version';
import { ModelAliases } from '../components/model-aliases';
import { LoadSnippets } from '../components/load-snippets';
import { useRegistryMessages } from '../messages';

/** What a version takes and gives, where it came from, and how to use it. */
export function VersionOverviewPage() {
  const { modelName, version: number } = modelVersionRoute.useParams();
  const place = { name: modelName, version: number };
  const client = useQueryClient();
  const query = modelVersionQuery(modelName, number);
  const { data: version } = useSuspenseQuery(query);
  const { data: model } = useQuery(registeredModelQuery(modelName));
  const describe = useDescribeVersion(place);
  const setTag = useTagVersion(place);
  const removeTag = useUntagVersion(place);
  return (
    <WithAside
      aside={
        <>
          <AboutVersion version={version} />
          {model && <ModelAliases model={model} version={number} />}
          <TagsEditor tags={version.tags ?? []} set={setTag.mutateAsync} remove={removeTag.mutateAsync} />
        </>
      }
    >
      <Note
        text={version.description ?? ''}
        current={async () => (await client.query({ ...query, staleTime: 0 })).description ?? ''}
        save={describe.mutateAsync}
      />
      <Card place={place} load={<LoadSnippets name={modelName} version={number} alias={version.aliases?.[0]} />} />
    </WithAside>
  );
}

function Card({ place, load }: { place: Place; load: ReactNode }) {
  const t = useRegistryMessages();
  const { data: text, error } = useQuery(versionFileQuery(place.name, place.version));
  const model = useMemo(() => (typeof text === 'string' ? readModel(text) : undefined), [text]);
  if (text === undefined && !error) return <LoadingState />;
  if (model) return <ModelCard model={model} uri={versionUri(place)} load={load} />;
  return (
    <>
      {error ? <ErrorNote error={error} /> : <p className="muted">{t('noModelFile')}</p>}
      {load}
    </>
  );
}
