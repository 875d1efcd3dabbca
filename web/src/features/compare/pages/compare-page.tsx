import { getRouteApi, Link } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { useCallback, useMemo, type ComponentType } from 'react';
import { Page } from '@/ui/page';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { comparedRows, KINDS } from '../api/compared-rows';
import { MOST_RUNS, useComparedRuns, type Run } from '../api/compared-runs';
import { Compared, type Subject } from '../components/compared';
import type { Look } from '../look';
import { useCompareMessages } from '../messages';

const route = getRouteApi('/compare');

type ComparePageProps = {
  /** What draws the runs. */
  charts: ComponentType<{ runs: readonly Run[] }>;
};

/** Runs of any experiments side by side: what they were given, what came out, and where they differ. */
export function ComparePage({ charts: Charts }: ComparePageProps) {
  const t = useCompareMessages();
  const { runs: ids, show: part } = route.useSearch();
  const show = route.useNavigate();
  const { runs, isLoading, missing, error, refetch } = useComparedRuns(ids.slice(0, MOST_RUNS));
  return (
    <Page
      title={t('title', { count: ids.length })}
      crumbs={[{ text: t('experiments'), to: { to: '/experiments' } }]}
      actions={
        runs.length > 0 && (
          <Switcher
            label={t('shownAs')}
            value={part}
            options={(['table', 'charts'] as const).map((option) => [option, t(`show.${option}`)] as const)}
            onChange={(chosen) => void show({ search: (before) => ({ ...before, show: chosen }) })}
          />
        )
      }
      fill
    >
      {ids.length > MOST_RUNS && <p className="muted">{t('tooMany', { count: MOST_RUNS })}</p>}
      {missing > 0 && <p className="muted">{t('missing', { count: missing })}</p>}
      {isLoading ? (
        <LoadingState />
      ) : error ? (
        <FailedState error={error} onRetry={refetch} />
      ) : runs.length === 0 ? (
        <EmptyState icon={<GitCompareArrows />} title={t('empty')}>
          <p className="muted">{t('emptyText')}</p>
        </EmptyState>
      ) : part === 'charts' ? (
        <Charts runs={runs} />
      ) : (
        <Table runs={runs} />
      )}
    </Page>
  );
}

function Table({ runs }: { runs: readonly Run[] }) {
  const t = useCompareMessages();
  const look = route.useSearch();
  const show = route.useNavigate();
  const rows = useMemo(() => comparedRows(runs), [runs]);
  const subjects = useMemo(() => runs.map(subjectOf), [runs]);
  const onLook = useCallback(
    (change: Partial<Look>, replace = false) => void show({ search: (before) => ({ ...before, ...change }), replace }),
    [show],
  );
  const onRemove = useCallback(
    (id: string) =>
      void show({ search: (before) => ({ ...before, runs: before.runs.filter((other) => other !== id) }) }),
    [show],
  );
  return (
    <Compared
      label={t('title', { count: runs.length })}
      subjects={subjects}
      rows={rows}
      kinds={(['all', ...KINDS] as const).map((kind) => [kind, t(`kind.${kind}`)] as const)}
      look={look}
      onLook={onLook}
      onRemove={onRemove}
    />
  );
}

function subjectOf({ info }: Run): Subject {
  const { run_id: runId, run_name: name, experiment_id: experimentId } = info;
  return {
    id: runId,
    name,
    link: (
      <Link
        to="/experiments/$experimentId/runs/$runId"
        params={{ experimentId, runId }}
        className="truncate"
        title={`${name} ${runId}`}
      >
        {name}
      </Link>
    ),
  };
}
