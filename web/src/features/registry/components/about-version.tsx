import { versionUri, type ModelVersion } from '@/lib/registry';
import { CopyId } from '@/ui/copy-button';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { SourceModel, SourceRun } from '@/ui/sources';
import { useServedBy } from '@/ui/served-by';
import { useRegistryMessages } from '../messages';

/** When a version was made, and of what. */
export function AboutVersion({ version }: { version: ModelVersion }) {
  const t = useRegistryMessages();
  const { run_id: runId, model_id: modelId } = version;
  const servedBy = useServedBy(version.name, version.version);
  return (
    <Section title={t('about')}>
      <Facts
        facts={[
          [t('created'), <RelativeTime key="created" millis={version.creation_timestamp} />],
          [t('updated'), <RelativeTime key="updated" millis={version.last_updated_timestamp} />],
          [t('sourceRun'), runId && <SourceRun id={runId} />],
          [t('loggedModel'), modelId && <SourceModel id={modelId} />],
          [t('source'), version.source],
          [t('servedBy'), servedBy],
          [t('address'), <CopyId key="address" id={versionUri(version)} />],
        ]}
      />
    </Section>
  );
}
