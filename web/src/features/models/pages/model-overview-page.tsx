import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Metric } from '@/api/schema.gen';
import { metricValue } from '@/lib/format';
import { readModel } from '@/lib/ml-model';
import { modelFileQuery, modelQuery } from '@/lib/model-query';
import { LINKED_PROMPTS, linkedPrompts } from '@/lib/prompts';
import { versionsOfModelQuery } from '@/lib/registry';
import { loggedModelRoute } from '@/lib/routes';
import { CopyButton } from '@/ui/copy-button';
import { ModelCard } from '@/ui/model-card';
import { PromptLinks } from '@/ui/prompt-links';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { ErrorNote, LoadingState } from '@/ui/states';
import { TagsEditor } from '@/ui/tags-editor';
import { VersionLines } from '@/ui/version-lines';
import { WithAside } from '@/ui/with-aside';
import { useDeleteTag, useSetTag, type LoggedModel } from '../api/models';
import { useModelMessages } from '../messages';
import styles from './model-overview-page.module.css';

/** What a model takes and gives, how good it is on which data, where it came from, and how to use it. */
export function ModelOverviewPage() {
  const t = useModelMessages();
  const { modelId } = loggedModelRoute.useParams();
  const { data: model } = useSuspenseQuery(modelQuery(modelId));
  const setTag = useSetTag(modelId);
  const deleteTag = useDeleteTag(modelId);
  const { info, data } = model;
  const params = data.params ?? [];
  const prompts = linkedPrompts(info.tags?.find(({ key }) => key === LINKED_PROMPTS)?.value);
  return (
    <WithAside
      aside={
        <>
          <Section title={t('about')}>
            <Facts
              facts={[
                [t('created'), <RelativeTime key="created" millis={info.creation_timestamp_ms} />],
                [t('updated'), <RelativeTime key="updated" millis={info.last_updated_timestamp_ms} />],
                [t('type'), info.model_type],
                [
                  t('sourceRun'),
                  info.source_run_id && (
                    <Link to="/runs/$runId" params={{ runId: info.source_run_id }}>
                      {info.source_run_id}
                    </Link>
                  ),
                ],
                [t('prompts'), prompts.length > 0 && <PromptLinks key="prompts" prompts={prompts} />],
                [t('statusMessage'), info.status_message],
                [
                  t('address'),
                  <span key="address" className={styles['address']}>
                    <code>{`models:/${info.model_id}`}</code>
                    <CopyButton text={`models:/${info.model_id}`} />
                  </span>,
                ],
              ]}
            />
          </Section>
          {params.length > 0 && (
            <Section title={t('params')} count={params.length}>
              <Facts facts={params.map(({ key, value }) => [key, value] as const)} />
            </Section>
          )}
          <Versions info={info} />
          <TagsEditor tags={info.tags ?? []} set={setTag.mutateAsync} remove={deleteTag.mutateAsync} />
        </>
      }
    >
      <MetricsByDataSet metrics={data.metrics ?? []} />
      <Card modelId={modelId} />
    </WithAside>
  );
}

/** The versions of registered models that it became. */
function Versions({ info }: { info: LoggedModel['info'] }) {
  const t = useModelMessages();
  const { data: versions = [] } = useQuery(versionsOfModelQuery(info));
  if (versions.length === 0) return null;
  return (
    <Section title={t('versions')} count={versions.length}>
      <VersionLines versions={versions} />
    </Section>
  );
}

/** A row for each metric, a column for each data set that the model was measured on. */
function MetricsByDataSet({ metrics }: { metrics: readonly Metric[] }) {
  const t = useModelMessages();
  const dataSet = (metric: Metric) => metric.dataset_name ?? '';
  const dataSets = [...new Set(metrics.map(dataSet))].sort();
  const keys = [...new Set(metrics.map(({ key }) => key))].sort();
  const values = new Map(metrics.map((metric) => [JSON.stringify([metric.key, dataSet(metric)]), metric.value]));
  return (
    <Section title={t('metrics')} count={keys.length}>
      {keys.length === 0 ? (
        <p className="muted">{t('noMetrics')}</p>
      ) : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        <div className={styles['scroller']} tabIndex={0} role="region" aria-label={t('metrics')}>
          <table className={styles['metrics']}>
            <thead>
              <tr>
                <th scope="col">{t('metric')}</th>
                {dataSets.map((name) => (
                  <th key={name} scope="col" className="numeric">
                    {name === '' ? t('noDataSet') : name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  {dataSets.map((name) => {
                    const value = values.get(JSON.stringify([key, name]));
                    return (
                      <td key={name} className="numeric">
                        {value === undefined ? '' : metricValue(Number(value))}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Card({ modelId }: { modelId: string }) {
  const t = useModelMessages();
  const { data: text, error } = useQuery(modelFileQuery(modelId));
  const model = useMemo(() => (typeof text === 'string' ? readModel(text) : undefined), [text]);
  if (error) return <ErrorNote error={error} />;
  if (text === undefined) return <LoadingState />;
  return (
    <>{model ? <ModelCard model={model} uri={`models:/${modelId}`} /> : <p className="muted">{t('noModelFile')}</p>}</>
  );
}
