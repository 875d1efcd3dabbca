import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { useMemo } from 'react';
import { duration, metricValue } from '@/lib/format';
import { experimentEvents, useLive } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { runRoute } from '@/lib/routes';
import { runQuery } from '@/lib/run-query';
import { Tag } from '@/ui/badge';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { RunStatus } from '@/ui/run-status';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { searchChildren } from '../api/links';
import { isOpen, type Run } from '../api/run';
import { useRunMessages } from '../messages';

const SHOWN_VALUES = 4;

/** The runs that began within this one. */
export function ChildrenPage() {
  const t = useRunMessages();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { runId } = runRoute.useParams();
  const { data: run } = useSuspenseQuery(runQuery(runId));
  const key = ['runs', 'children', runId];
  const children = useLoadedRows(key, (token, signal) => searchChildren(run, token, signal));
  const reread = () => void client.invalidateQueries({ queryKey: key });
  useLive(isOpen(run.info) ? experimentEvents(run.info.experiment_id) : undefined, {
    onRun: (change) => {
      if (change.run !== undefined || change.purged === true) reread();
    },
    onResync: reread,
  });
  const columns = useColumns();
  if (children.error) return <FailedState error={children.error} onRetry={() => void children.refetch()} />;
  if (children.isLoading) return <LoadingState />;
  return (
    <DataTable
      label={t('children')}
      keptAs="children"
      columns={columns}
      rowCount={children.rowCount}
      row={children.row}
      rowId={({ info }) => info.run_id}
      onRange={children.onRange}
      onOpen={({ info }) => void navigate({ to: runRoute.to, params: paramsOf(info) })}
      empty={
        <EmptyState icon={<Network />} title={t('noChildren')}>
          <p className="muted">{t('noChildrenText')}</p>
          <Snippet
            code={`with mlflow.start_run(run_id="${runId}"):\n    with mlflow.start_run(nested=True):\n        mlflow.log_metric("loss", 0.25)`}
          />
        </EmptyState>
      }
    />
  );
}

function paramsOf({ experiment_id: experimentId, run_id: runId }: Run['info']) {
  return { experimentId, runId };
}

function useColumns(): Column<Run>[] {
  const t = useRunMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 260,
        cell: ({ info }) => (
          <Link to={runRoute.to} params={paramsOf(info)} title={info.run_name} className="truncate">
            {info.run_name}
          </Link>
        ),
      },
      {
        id: 'status',
        name: t('status'),
        width: 180,
        cell: ({ info }) => <RunStatus info={info} />,
      },
      { id: 'started', name: t('started'), width: 130, cell: ({ info }) => <RelativeTime millis={info.start_time} /> },
      {
        id: 'duration',
        name: t('duration'),
        width: 110,
        numeric: true,
        cell: ({ info: { start_time: start, end_time: end } }) =>
          typeof start === 'number' && typeof end === 'number' ? <span>{duration(end - start)}</span> : null,
      },
      {
        id: 'metrics',
        name: t('metrics'),
        width: 360,
        cell: ({ data }) =>
          data.metrics
            ?.slice(0, SHOWN_VALUES)
            .map(({ key, value }) => <Tag key={key} name={key} value={metricValue(Number(value))} />),
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
