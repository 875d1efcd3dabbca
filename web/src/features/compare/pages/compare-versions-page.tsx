import { getRouteApi, Link } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { modelVersionRoute } from '@/lib/routes';
import { Page } from '@/ui/page';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import {
  MOST_VERSIONS,
  useComparedVersions,
  VERSION_KINDS,
  versionRows,
  type ComparedVersion,
} from '../api/compared-versions';
import { Compared, type Subject } from '../components/compared';
import type { Look } from '../look';
import { useCompareMessages } from '../messages';

const route = getRouteApi('/compare/versions');

/** Versions of registered models side by side: what is said of them, their schema, parameters, metrics and tags. */
export function CompareVersionsPage() {
  const t = useCompareMessages();
  const { versions: ids } = route.useSearch();
  const { versions, isLoading, missing, error, refetch } = useComparedVersions(ids.slice(0, MOST_VERSIONS));
  return (
    <Page
      title={t('titleVersions', { count: ids.length })}
      crumbs={[{ text: t('registry'), to: { to: '/models' } }]}
      fill
    >
      {ids.length > MOST_VERSIONS && <p className="muted">{t('tooMany', { count: MOST_VERSIONS })}</p>}
      {missing > 0 && <p className="muted">{t('missingVersions', { count: missing })}</p>}
      {isLoading ? (
        <LoadingState />
      ) : error ? (
        <FailedState error={error} onRetry={refetch} />
      ) : versions.length === 0 ? (
        <EmptyState icon={<GitCompareArrows />} title={t('emptyVersions')}>
          <p className="muted">{t('emptyVersionsText')}</p>
        </EmptyState>
      ) : (
        <Table versions={versions} />
      )}
    </Page>
  );
}

function Table({ versions }: { versions: readonly ComparedVersion[] }) {
  const t = useCompareMessages();
  const search = route.useSearch();
  const show = route.useNavigate();
  const rows = useMemo(() => versionRows(versions), [versions]);
  const subjects = useMemo(() => versions.map(subjectOf), [versions]);
  const onLook = useCallback(
    (change: Partial<Look>, replace = false) => void show({ search: (before) => ({ ...before, ...change }), replace }),
    [show],
  );
  const onRemove = useCallback(
    (id: string) =>
      void show({ search: (before) => ({ ...before, versions: before.versions.filter((other) => other !== id) }) }),
    [show],
  );
  return (
    <Compared
      label={t('titleVersions', { count: versions.length })}
      subjects={subjects}
      rows={rows}
      kinds={(['all', ...VERSION_KINDS] as const).map((kind) => [
        kind,
        kind === 'attribute' ? t('kind.version') : t(`kind.${kind}`),
      ])}
      look={search}
      onLook={onLook}
      onRemove={onRemove}
    />
  );
}

function subjectOf({ version: { name, version } }: ComparedVersion): Subject {
  const id = `${name}/${version}`;
  return {
    id,
    name: id,
    link: (
      <Link to={modelVersionRoute.to} params={{ modelName: name, version }} className="truncate" title={id}>
        {id}
      </Link>
    ),
  };
}
