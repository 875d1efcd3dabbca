import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLoadedRows } from '@/lib/loaded-rows';
import { Tag } from '@/ui/badge';
import { CopyId } from '@/ui/copy-button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { Dialog } from '@/ui/dialog';
import { JsonTree } from '@/ui/json-tree';
import { useExperimentCrumbs } from '@/ui/experiment-crumbs';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { Section } from '@/ui/section';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { dataSetQuery, recordsOf, schemaOf, type DataRecord } from '../api/data-sets';
import { useEvaluationMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/datasets/$dataSetId');
const PARTS = ['inputs', 'outputs', 'expectations'] as const;
/** Characters of a value that a row shows. */
const CUT = 300;

/** One data set: its records as a table, one of them whole, and its schema. */
export function DataSetPage() {
  const t = useEvaluationMessages();
  const { experimentId, dataSetId } = route.useParams();
  const crumbs = useExperimentCrumbs(experimentId);
  const { record: opened } = route.useSearch();
  const show = route.useNavigate();
  const open = (record: string) => void show({ search: { record } });
  const { data: dataSet } = useQuery(dataSetQuery(dataSetId));
  const loaded = useLoadedRows(['data sets', 'records', dataSetId], (token, signal) =>
    recordsOf(dataSetId, token, signal),
  );
  const columns = useColumns();
  const record = loaded.rows.find((one) => one.dataset_record_id === opened);
  const params = { experimentId };
  return (
    <Page
      title={dataSet?.name ?? dataSetId}
      crumbs={[...crumbs, { text: t('dataSets'), to: { to: '/experiments/$experimentId/datasets', params } }]}
      aside={<CopyId id={dataSetId} />}
      fill
    >
      {dataSet && (
        <details>
          <summary>{t('schema')}</summary>
          <JsonTree value={schemaOf(dataSet) ?? {}} />
        </details>
      )}
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('records')}
          keptAs="data-set-records"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={(row) => row.dataset_record_id}
          onRange={loaded.onRange}
          onOpen={(row) => open(row.dataset_record_id)}
          empty={<EmptyState title={t('noRecords')} />}
        />
      )}
      <Dialog open={record !== undefined} onClose={() => open('')} title={t('record', { id: opened })} wide>
        {record &&
          PARTS.map((part) => (
            <Section key={part} title={t(part)}>
              <JsonTree value={record[part] ?? {}} />
            </Section>
          ))}
      </Dialog>
    </Page>
  );
}

function useColumns(): Column<DataRecord>[] {
  const t = useEvaluationMessages();
  return useMemo(
    () => [
      ...PARTS.map((part): Column<DataRecord> => ({
        id: part,
        name: t(part),
        width: 320,
        cell: (record) => <span>{line(record[part])}</span>,
      })),
      {
        id: 'tags',
        name: t('tags'),
        width: 180,
        cell: ({ tags = {} }) =>
          Object.entries(tags)
            .filter(([key]) => !key.startsWith('mlflow.'))
            .map(([key, value]) => <Tag key={key} name={key} value={value} />),
      },
      {
        id: 'updated',
        name: t('updated'),
        width: 130,
        cell: (record) => <RelativeTime millis={record.last_update_time} />,
      },
    ],
    [t],
  );
}

/** A value in one line: the text itself where it is all there is. */
function line(value: unknown): string {
  if (value === undefined || value === null) return '';
  const members = typeof value === 'object' ? (Object.values(value) as unknown[]) : [value];
  if (members.length === 0) return '';
  const [only] = members;
  return (members.length === 1 && typeof only === 'string' ? only : JSON.stringify(value)).slice(0, CUT);
}
