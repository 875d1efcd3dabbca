import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Box } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { metricValue } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { experimentRoute, loggedModelRoute } from '@/lib/routes';
import { Tag } from '@/ui/badge';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { SearchField } from '@/ui/search-field';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { filterOf, NEWEST_FIRST, searchModels, type LoggedModel } from '../api/models';
import { ModelSelection } from '../components/model-selection';
import { ModelStatus } from '../components/model-status';
import { useModelMessages } from '../messages';
import styles from './models-page.module.css';

const route = getRouteApi('/experiments/$experimentId/models');
const SHOWN_VALUES = 5;
const NONE: ReadonlySet<string> = new Set();

/** The models that the runs of an experiment logged, found by their names or by the filter language. */
export function ModelsPage() {
  const t = useModelMessages();
  const navigate = useNavigate();
  const { experimentId } = experimentRoute.useParams();
  const { q, sort } = route.useSearch();
  const show = route.useNavigate();
  const filter = filterOf(q);
  const [selected, setSelected] = useState(NONE);
  const loaded = useLoadedRows(['models', 'search', { experimentId, filter, sort }], (token, signal) =>
    searchModels({ experimentId, filter, sort }, token, signal),
  );
  const columns = useColumns();
  const search = useCallback(
    (text: string) => void show({ search: (before) => ({ ...before, q: text }), replace: true }),
    [show],
  );
  return (
    <>
      <div className={styles['bar']}>
        <SearchField label={t('search')} placeholder={t('searchHint')} value={q} onChange={search} />
        {loaded.error && q !== '' && <ErrorNote error={loaded.error} />}
        <ModelSelection ids={[...selected]} onClear={() => setSelected(NONE)} />
      </div>
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error && q === '' ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('models')}
          keptAs="models"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={({ info }) => info.model_id}
          onRange={loaded.onRange}
          selected={selected}
          onSelect={setSelected}
          sort={sort}
          onSort={(chosen) => void show({ search: (before) => ({ ...before, sort: chosen ?? NEWEST_FIRST }) })}
          onOpen={({ info }) =>
            void navigate({ to: loggedModelRoute.to, params: { experimentId, modelId: info.model_id } })
          }
          empty={<NoModels isSearch={q !== ''} />}
        />
      )}
    </>
  );
}

function NoModels({ isSearch }: { isSearch: boolean }) {
  const t = useModelMessages();
  return isSearch ? (
    <EmptyState icon={<Box />} title={t('noneFound')}>
      <p className="muted">{t('searchHint')}</p>
    </EmptyState>
  ) : (
    <EmptyState icon={<Box />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet code={'with mlflow.start_run():\n    mlflow.sklearn.log_model(model, name="model")'} />
    </EmptyState>
  );
}

function useColumns(): Column<LoggedModel>[] {
  const t = useModelMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 240,
        sortable: true,
        cell: ({ info }) => (
          <Link
            to={loggedModelRoute.to}
            params={{ experimentId: info.experiment_id, modelId: info.model_id }}
            title={info.name}
            className="truncate"
          >
            {info.name}
          </Link>
        ),
      },
      { id: 'status', name: t('status'), width: 110, cell: ({ info }) => <ModelStatus status={info.status} /> },
      {
        id: 'created',
        name: t('created'),
        width: 130,
        sortable: true,
        cell: ({ info }) => <RelativeTime millis={info.creation_timestamp_ms} />,
      },
      { id: 'type', name: t('type'), width: 120, cell: ({ info }) => <span>{info.model_type}</span> },
      {
        id: 'run',
        name: t('sourceRun'),
        width: 150,
        cell: ({ info }) =>
          info.source_run_id ? (
            <Link to="/runs/$runId" params={{ runId: info.source_run_id }} className="truncate">
              {info.source_run_id}
            </Link>
          ) : null,
      },
      {
        id: 'metrics',
        name: t('metrics'),
        width: 420,
        cell: ({ data }) =>
          data.metrics
            ?.slice(0, SHOWN_VALUES)
            .map(({ key, value, dataset_name: dataSet }, place) => (
              <Tag key={place} name={dataSet ? `${key} (${dataSet})` : key} value={metricValue(Number(value))} />
            )),
      },
      {
        id: 'params',
        name: t('params'),
        width: 360,
        cell: ({ data }) =>
          data.params?.slice(0, SHOWN_VALUES).map(({ key, value }) => <Tag key={key} name={key} value={value} />),
      },
    ],
    [t],
  );
}
