import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelQuery } from '@/lib/model-query';
import { versionUri, type ModelVersion } from '@/lib/registry';
import { loggedModelRoute } from '@/lib/routes';
import { runQuery } from '@/lib/run-query';
import { CopyId } from '@/ui/copy-button';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { useRegistryMessages } from '../messages';

/** When a version was made, and of what. */
export function AboutVersion({ version }: { version: ModelVersion }) {
  const t = useRegistryMessages();
  const { run_id: runId, model_id: modelId } = version;
  return (
    <Section title={t('about')}>
      <Facts
        facts={[
          [t('created'), <RelativeTime key="created" millis={version.creation_timestamp} />],
          [t('updated'), <RelativeTime key="updated" millis={version.last_updated_timestamp} />],
          [t('sourceRun'), runId && <SourceRun id={runId} />],
          [t('loggedModel'), modelId && <SourceModel id={modelId} />],
          [t('source'), version.source],
          [t('address'), <CopyId key="address" id={versionUri(version)} />],
        ]}
      />
    </Section>
  );
}

/** By its name, where whoever looks may read it. */
function SourceRun({ id }: { id: string }) {
  const { data: run } = useQuery(runQuery(id));
  return (
    <Link to="/runs/$runId" params={{ runId: id }}>
      {run?.info.run_name ?? id}
    </Link>
  );
}

/** A link needs the experiment, which is known to whoever may read the model. */
function SourceModel({ id }: { id: string }) {
  const { data: model } = useQuery(modelQuery(id));
  if (!model) return <code>{id}</code>;
  const { experiment_id: experimentId, name } = model.info;
  return (
    <Link to={loggedModelRoute.to} params={{ experimentId, modelId: id }}>
      {name}
    </Link>
  );
}
