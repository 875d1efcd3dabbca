import { getRouteApi, Link } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { useCallback, useMemo, type ComponentType } from 'react';
import { LiveButton } from '@/ui/live-button';
import { Page } from '@/ui/page';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { comparedRows, KINDS } from '../api/compared-rows';
import { useFollowedRuns } from '../api/followed-runs';
import { MOST_RUNS, useComparedRuns, type Run } from '../api/compared-runs';
import { useMeasures } from '../api/measured';
import { Compared, type Subject } from '../components/compared';
import { ComparedFiles, MOST_WITH_FILES, type FilesLook } from '../components/compared-files';
import type { Look } from '../look';
import { useCompareMessages } from '../messages';

const route = getRouteApi('/compare');

type ComparePageProps = {
  /** What draws the runs. */
  charts: ComponentType<{ runs: readonly Run[] }>;
};

/** Runs of any experiments side by side: what they were given, what came out, their files, and where they differ. */
export function ComparePage({ charts: Charts }: ComparePageProps) {
  const t = useCompareMessages();
  const { runs: ids, show: part, live } = route.useSearch();
  const show = route.useNavigate();
  const { runs, isLoading, missing, error, refetch } = useComparedRuns(ids.slice(0, MOST_RUNS));
  const state = useFollowedRuns(runs, live);
  return (
    <Page
      title={t('title', { count: ids.length })}
      crumbs={[{ text: t('experiments'), to: { to: '/experiments' } }]}
      actions={
        runs.length > 0 && (
          <>
            {state !== undefined && (
              <LiveButton
                state={state}
                isPaused={!live}
                onPause={(isPaused) =>
                  void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })
                }
              />
            )}
            <Switcher
              label={t('shownAs')}
              value={part}
              options={(['table', 'charts', 'files'] as const).map((option) => [option, t(`show.${option}`)] as const)}
              onChange={(chosen) => void show({ search: (before) => ({ ...before, show: chosen }) })}
            />
          </>
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
        <Parts runs={runs} />
      )}
    </Page>
  );
}

function Parts({ runs }: { runs: readonly Run[] }) {
  const t = useCompareMessages();
  const search = route.useSearch();
  const show = route.useNavigate();
  const isTable = search.show === 'table';
  const { measures, error, isCut } = useMeasures(runs, isTable);
  const rows = useMemo(() => (isTable ? comparedRows(runs, measures) : []), [isTable, runs, measures]);
  const subjects = useMemo(() => runs.map(subjectOf), [runs]);
  const onLook = useCallback(
    (change: Partial<Look & FilesLook>, replace = false) =>
      void show({ search: (before) => ({ ...before, ...change }), replace }),
    [show],
  );
  const onRemove = useCallback(
    (id: string) =>
      void show({ search: (before) => ({ ...before, runs: before.runs.filter((other) => other !== id) }) }),
    [show],
  );
  if (search.show === 'files') return <Files subjects={subjects} look={search} onLook={onLook} />;
  return (
    <>
      {isCut && <p className="muted">{t('moreModels')}</p>}
      {error && <ErrorNote error={error} />}
      <Compared
        label={t('title', { count: runs.length })}
        subjects={subjects}
        rows={rows}
        kinds={(['all', ...KINDS] as const).map((kind) => [kind, t(`kind.${kind}`)] as const)}
        look={search}
        onLook={onLook}
        onRemove={onRemove}
      />
    </>
  );
}

type FilesProps = {
  subjects: readonly Subject[];
  look: FilesLook;
  onLook: (change: Partial<FilesLook>, replace?: boolean) => void;
};

function Files({ subjects, ...others }: FilesProps) {
  const t = useCompareMessages();
  const shown = useMemo(() => subjects.slice(0, MOST_WITH_FILES), [subjects]);
  return (
    <>
      {shown.length < subjects.length && <p className="muted">{t('tooManyFiles', { count: shown.length })}</p>}
      <ComparedFiles owners="run" subjects={shown} {...others} />
    </>
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
