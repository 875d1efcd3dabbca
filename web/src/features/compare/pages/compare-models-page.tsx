import { getRouteApi, Link } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { loggedModelRoute } from '@/lib/routes';
import { Page } from '@/ui/page';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { MODEL_KINDS, modelRows, MOST_MODELS, useComparedModels, type ComparedModel } from '../api/compared-models';
import { Compared, type Subject } from '../components/compared';
import { ComparedFiles, type FilesLook } from '../components/compared-files';
import type { Look } from '../look';
import { useCompareMessages } from '../messages';

const ComparedCharts = lazy(() =>
  import('../components/compared-charts').then((module) => ({ default: module.ComparedCharts })),
);

const route = getRouteApi('/compare/models');

/** Logged models of any experiments side by side: signature, parameters, metrics by data set, tags, files, and charts of the metrics. */
export function CompareModelsPage() {
  const t = useCompareMessages();
  const { models: ids, show: part } = route.useSearch();
  const show = route.useNavigate();
  const { models, isLoading, missing, error, refetch } = useComparedModels(ids.slice(0, MOST_MODELS));
  return (
    <Page
      title={t('titleModels', { count: ids.length })}
      crumbs={[{ text: t('experiments'), to: { to: '/experiments' } }]}
      actions={
        models.length > 0 && (
          <Switcher
            label={t('shownAs')}
            value={part}
            options={(['table', 'charts', 'files'] as const).map((option) => [option, t(`show.${option}`)] as const)}
            onChange={(chosen) => void show({ search: (before) => ({ ...before, show: chosen }) })}
          />
        )
      }
      fill
    >
      {ids.length > MOST_MODELS && <p className="muted">{t('tooMany', { count: MOST_MODELS })}</p>}
      {missing > 0 && <p className="muted">{t('missingModels', { count: missing })}</p>}
      {isLoading ? (
        <LoadingState />
      ) : error ? (
        <FailedState error={error} onRetry={refetch} />
      ) : models.length === 0 ? (
        <EmptyState icon={<GitCompareArrows />} title={t('emptyModels')}>
          <p className="muted">{t('emptyModelsText')}</p>
        </EmptyState>
      ) : (
        <Parts models={models} />
      )}
    </Page>
  );
}

function Parts({ models }: { models: readonly ComparedModel[] }) {
  const t = useCompareMessages();
  const search = route.useSearch();
  const show = route.useNavigate();
  const rows = useMemo(() => modelRows(models), [models]);
  const subjects = useMemo(() => models.map(subjectOf), [models]);
  const onLook = useCallback(
    (change: Partial<Look & FilesLook>, replace = false) =>
      void show({ search: (before) => ({ ...before, ...change }), replace }),
    [show],
  );
  const onRemove = useCallback(
    (id: string) =>
      void show({ search: (before) => ({ ...before, models: before.models.filter((other) => other !== id) }) }),
    [show],
  );
  if (search.show === 'files') {
    return <ComparedFiles owners="model" subjects={subjects} look={search} onLook={onLook} />;
  }
  if (search.show === 'charts') {
    return (
      <Suspense fallback={<LoadingState />}>
        <ComparedCharts subjects={subjects} rows={rows} look={search} onLook={onLook} />
      </Suspense>
    );
  }
  return (
    <Compared
      label={t('titleModels', { count: models.length })}
      subjects={subjects}
      rows={rows}
      kinds={(['all', ...MODEL_KINDS] as const).map((kind) => [
        kind,
        kind === 'attribute' ? t('kind.model') : t(`kind.${kind}`),
      ])}
      look={search}
      onLook={onLook}
      onRemove={onRemove}
    />
  );
}

function subjectOf({ model: { info } }: ComparedModel): Subject {
  const { model_id: modelId, name, experiment_id: experimentId } = info;
  return {
    id: modelId,
    name,
    link: (
      <Link
        to={loggedModelRoute.to}
        params={{ experimentId, modelId }}
        className="truncate"
        title={`${name} ${modelId}`}
      >
        {name}
      </Link>
    ),
  };
}
