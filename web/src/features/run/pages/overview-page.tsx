import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Tag } from '@/api/schema.gen';
import { count, metricValue } from '@/lib/format';
import { runRoute } from '@/lib/routes';
import { runQuery } from '@/lib/run-query';
import { Snippet } from '@/ui/copy-button';
import type { Column } from '@/ui/data-table/columns';
import { Note } from '@/ui/note';
import { RelativeTime } from '@/ui/relative-time';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import { noteOf, useDeleteTag, useDescribe, useSetTag, type Metric } from '../api/run';
import { AboutRun } from '../components/about-run';
import { DataSets } from '../components/data-sets';
import { Models } from '../components/models';
import { ValuesTable } from '../components/values-table';
import { useRunMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/runs/$runId/');

/** What a run logged, and what it is about. */
export function OverviewPage() {
  const t = useRunMessages();
  const { runId } = runRoute.useParams();
  const client = useQueryClient();
  const { data: run } = useSuspenseQuery(runQuery(runId));
  const { metrics, params, data } = route.useSearch();
  const show = route.useNavigate();
  const describe = useDescribe(runId);
  const setTag = useSetTag(runId);
  const deleteTag = useDeleteTag(runId);
  const searchMetrics = useCallback(
    (text: string) => void show({ search: (before) => ({ ...before, metrics: text }), replace: true }),
    [show],
  );
  const openData = (id: string) => void show({ search: (before) => ({ ...before, data: id }) });
  const searchParams = useCallback(
    (text: string) => void show({ search: (before) => ({ ...before, params: text }), replace: true }),
    [show],
  );
  return (
    <WithAside
      aside={
        <>
          <AboutRun run={run} />
          <TagsEditor tags={run.data.tags ?? []} set={setTag.mutateAsync} remove={deleteTag.mutateAsync} />
          <DataSets inputs={run.inputs?.dataset_inputs ?? []} open={data} onOpen={openData} />
          <Models run={run} />
        </>
      }
    >
      <Note
        text={noteOf(run)}
        current={async () => noteOf(await client.query({ ...runQuery(runId), staleTime: 0 }))}
        save={describe}
      />
      <ValuesTable
        title={t('metrics')}
        rows={run.data.metrics ?? []}
        rowId={metricId}
        columns={useMetricColumns(run.data.metrics ?? [])}
        text={metrics}
        onText={searchMetrics}
        searchLabel={t('searchMetrics')}
        none={
          <Snippet code={`with mlflow.start_run(run_id="${runId}"):\n    mlflow.log_metric("loss", 0.25, step=1)`} />
        }
      />
      <ValuesTable
        title={t('params')}
        rows={run.data.params ?? []}
        rowId={({ key }) => key}
        columns={useParamColumns()}
        text={params}
        onText={searchParams}
        searchLabel={t('searchParams')}
        none={<Snippet code={`with mlflow.start_run(run_id="${runId}"):\n    mlflow.log_param("depth", 3)`} />}
      />
    </WithAside>
  );
}

function metricId({ key, model_id: model, dataset_name: name, dataset_digest: digest }: Metric): string {
  return JSON.stringify([key, model, name, digest]);
}

function useMetricColumns(metrics: readonly Metric[]): Column<Metric>[] {
  const t = useRunMessages();
  const hasDataSets = metrics.some((metric) => metric.dataset_name);
  return useMemo(
    () => [
      { id: 'key', name: t('metric'), width: 320, cell: ({ key }) => <span title={key}>{key}</span> },
      ...(hasDataSets
        ? [{ id: 'data', name: t('dataSet'), width: 150, cell: (metric: Metric) => <span>{metric.dataset_name}</span> }]
        : []),
      {
        id: 'value',
        name: t('latest'),
        width: 130,
        numeric: true,
        cell: ({ value }) => <span title={String(value)}>{metricValue(Number(value))}</span>,
      },
      { id: 'step', name: t('step'), width: 100, numeric: true, cell: ({ step }) => <span>{count(step ?? 0)}</span> },
      { id: 'time', name: t('logged'), width: 140, cell: ({ timestamp }) => <RelativeTime millis={timestamp} /> },
    ],
    [t, hasDataSets],
  );
}

function useParamColumns(): Column<Tag>[] {
  const t = useRunMessages();
  return useMemo(
    () => [
      { id: 'key', name: t('param'), width: 320, cell: ({ key }) => <span title={key}>{key}</span> },
      { id: 'value', name: t('value'), width: 520, cell: ({ value }) => <span title={value}>{value}</span> },
    ],
    [t],
  );
}
