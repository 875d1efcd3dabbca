import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { FlaskConical, Plus, Trash2, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useFreshRows } from '@/lib/fresh-rows';
import { ALL_EVENTS } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { PREAMBLE } from '@/lib/snippet';
import { Tag } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import type { Column } from '@/ui/data-table/columns';
import { LiveButton } from '@/ui/live-button';
import { NewRows } from '@/ui/new-rows';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { SavedViews } from '@/ui/saved-views';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import {
  EXPERIMENT_VIEWS,
  NEWEST_FIRST,
  noteOf,
  plainTags,
  searchExperiments,
  type Experiment,
  type ExperimentView,
} from '../api/experiments';
import { CreateExperimentDialog } from '../components/create-experiment-dialog';
import { useDeletion } from '../components/deletion';
import { useExperimentMessages } from '../messages';
import styles from './experiments-page.module.css';

const route = getRouteApi('/experiments');
const VIEWS_OF = { screen: 'experiments' };

/** All experiments: found by name, created, deleted, restored. */
export function ExperimentsPage() {
  const t = useExperimentMessages();
  const navigate = useNavigate();
  const { q: text, view, sort, live } = route.useSearch();
  const show = route.useNavigate();
  const [isCreating, setCreating] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const queryKey = ['experiments', 'search', { text, view, sort }];
  const load = (token: string | undefined, signal: AbortSignal) =>
    searchExperiments({ text, view, sort }, token, signal);
  const loaded = useLoadedRows(queryKey, load);
  const fresh = useFreshRows({
    queryKey,
    load,
    rowId: ({ experiment_id: id }) => id,
    path: live ? ALL_EVENTS : undefined,
    isOfRun: ({ run }) => run !== undefined,
    isOfExperiment: ({ experiment, tags, deleted_tags: gone }) => Boolean(experiment ?? tags ?? gone),
  });
  const columns = useColumns();

  return (
    <Page
      title={t('title')}
      fill
      actions={
        <Button kind="primary" onClick={() => setCreating(true)}>
          <Plus />
          {t('create')}
        </Button>
      }
    >
      <div className={styles['bar']}>
        <SearchField
          label={t('search')}
          value={text}
          onChange={(q) => void show({ search: (before) => ({ ...before, q }), replace: true })}
        />
        <Switcher
          label={t('shown')}
          value={view}
          options={EXPERIMENT_VIEWS.map((option) => [option, t(`view.${option}`)] as const)}
          onChange={(chosen) => {
            setSelected(new Set());
            void show({ search: (before) => ({ ...before, view: chosen }) });
          }}
        />
        <SavedViews of={VIEWS_OF} />
        <LiveButton
          state={fresh.state}
          isPaused={!live}
          onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
        />
        {view === 'DELETED_ONLY' && (
          <Link to="/trash" search={{ kind: 'experiment', q: text }}>
            {t('trash')}
          </Link>
        )}
        <Selected ids={[...selected]} view={view} onDone={() => setSelected(new Set())} />
      </div>
      <NewRows count={fresh.count} text={t('newExperiments', { count: fresh.count })} onShow={fresh.show} />
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          keptAs="experiments"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={(experiment) => experiment.experiment_id}
          onRange={loaded.onRange}
          sort={sort}
          onSort={(chosen) => void show({ search: (before) => ({ ...before, sort: chosen ?? NEWEST_FIRST }) })}
          selected={selected}
          onSelect={setSelected}
          onOpen={({ experiment_id: experimentId }) =>
            void navigate({ to: '/experiments/$experimentId', params: { experimentId } })
          }
          empty={<NoExperiments isSearch={text !== '' || view === 'DELETED_ONLY'} />}
        />
      )}
      <CreateExperimentDialog open={isCreating} onClose={() => setCreating(false)} />
    </Page>
  );
}

function useColumns(): Column<Experiment>[] {
  const t = useExperimentMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 340,
        sortable: true,
        cell: ({ experiment_id: experimentId, name }) => (
          <Link to="/experiments/$experimentId" params={{ experimentId }} title={name} className="truncate">
            {name}
          </Link>
        ),
      },
      {
        id: 'updated',
        name: t('updated'),
        width: 140,
        sortable: true,
        cell: (experiment) => <RelativeTime millis={experiment.last_update_time} />,
      },
      {
        id: 'created',
        name: t('created'),
        width: 140,
        sortable: true,
        cell: (experiment) => <RelativeTime millis={experiment.creation_time} />,
      },
      {
        id: 'description',
        name: t('description'),
        width: 320,
        cell: (experiment) => <span>{noteOf(experiment)}</span>,
      },
      {
        id: 'tags',
        name: t('tags'),
        width: 280,
        cell: (experiment) =>
          plainTags(experiment).map((tag) => <Tag key={tag.key} name={tag.key} value={tag.value} />),
      },
    ],
    [t],
  );
}

type SelectedProps = { ids: readonly string[]; view: ExperimentView; onDone: () => void };

function Selected({ ids, view, onDone }: SelectedProps) {
  const t = useExperimentMessages();
  const deletion = useDeletion(onDone);
  if (ids.length === 0) return null;
  return (
    <div className={styles['selected']}>
      <span>{t('selected', { count: ids.length })}</span>
      {view === 'ACTIVE_ONLY' ? (
        <Button onClick={() => deletion.ask(ids)}>
          <Trash2 />
          {t('delete')}
        </Button>
      ) : (
        <Button busy={deletion.isRestoring} onClick={() => deletion.restore(ids)}>
          <Undo2 />
          {t('restore')}
        </Button>
      )}
      {deletion.howFar}
      {deletion.dialog}
    </div>
  );
}

function NoExperiments({ isSearch }: { isSearch: boolean }) {
  const t = useExperimentMessages();
  return isSearch ? (
    <EmptyState icon={<FlaskConical />} title={t('noneFound')}>
      <p className="muted">{t('noneFoundText')}</p>
    </EmptyState>
  ) : (
    <EmptyState icon={<FlaskConical />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet
        code={`${PREAMBLE}\nmlflow.set_experiment("first")\nwith mlflow.start_run():\n    mlflow.log_param("depth", 3)\n    mlflow.log_metric("loss", 0.25)`}
      />
    </EmptyState>
  );
}
