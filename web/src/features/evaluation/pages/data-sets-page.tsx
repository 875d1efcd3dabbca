import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Table2 } from 'lucide-react';
import { useMemo } from 'react';
import { count } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { Tag } from '@/ui/badge';
import { Snippet } from '@/ui/copy-button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { RelativeTime } from '@/ui/relative-time';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { searchDataSets, sizeOf, tagsOf, type DataSet } from '../api/data-sets';
import { useEvaluationMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/datasets');

/** The data sets that an experiment's applications are evaluated with. */
export function DataSetsPage() {
  const t = useEvaluationMessages();
  const navigate = useNavigate();
  const { experimentId } = route.useParams();
  const loaded = useLoadedRows(['data sets', 'search', experimentId], (token, signal) =>
    searchDataSets(experimentId, token, signal),
  );
  const columns = useColumns(experimentId);
  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return (
    <DataTable
      label={t('dataSets')}
      keptAs="data-sets"
      columns={columns}
      rowCount={loaded.rowCount}
      row={loaded.row}
      rowId={(dataSet) => dataSet.dataset_id}
      onRange={loaded.onRange}
      onOpen={({ dataset_id: dataSetId }) =>
        void navigate({ to: '/experiments/$experimentId/datasets/$dataSetId', params: { experimentId, dataSetId } })
      }
      empty={
        <EmptyState icon={<Table2 />} title={t('emptyTitle')}>
          <p className="muted">{t('emptyText')}</p>
          <Snippet code={snippet(experimentId)} />
        </EmptyState>
      }
    />
  );
}

function snippet(experimentId: string): string {
  return `from mlflow.genai import datasets

made = datasets.create_dataset("golden", experiment_id="${experimentId}")
made.merge_records([{"inputs": {"question": "Why?"}, "expectations": {"answer": "42"}}])`;
}

function useColumns(experimentId: string): Column<DataSet>[] {
  const t = useEvaluationMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 320,
        cell: ({ dataset_id: dataSetId, name }) => (
          <Link
            to="/experiments/$experimentId/datasets/$dataSetId"
            params={{ experimentId, dataSetId }}
            className="truncate"
            title={name}
          >
            {name}
          </Link>
        ),
      },
      {
        id: 'records',
        name: t('records'),
        width: 110,
        numeric: true,
        cell: (dataSet) => {
          const size = sizeOf(dataSet);
          return size === undefined ? null : <span>{count(size)}</span>;
        },
      },
      {
        id: 'updated',
        name: t('updated'),
        width: 140,
        cell: (dataSet) => <RelativeTime millis={dataSet.last_update_time} />,
      },
      { id: 'by', name: t('by'), width: 160, cell: (dataSet) => <span>{dataSet.last_updated_by}</span> },
      {
        id: 'tags',
        name: t('tags'),
        width: 280,
        cell: (dataSet) => tagsOf(dataSet).map((tag) => <Tag key={tag.key} name={tag.key} value={tag.value} />),
      },
    ],
    [t, experimentId],
  );
}
