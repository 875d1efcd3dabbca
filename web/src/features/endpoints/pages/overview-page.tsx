import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { configOf, endpointQuery, isManagedBy, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { Tag } from '@/ui/badge';
import { Button } from '@/ui/button';
import { CopyId } from '@/ui/copy-button';
import { Markdown } from '@/ui/markdown';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { ErrorNote } from '@/ui/states';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import { usePatchTags } from '../api/changes';
import { invocationsUrl } from '../api/invoke';
import { mayRollOut, rolloutQuery, sharedBy } from '../api/rollouts';
import { EntityTable } from '../components/entity-table';
import { Notices } from '../components/notices';
import { RolloutDialog } from '../components/rollout-dialog';
import { RolloutSection } from '../components/rollout-section';
import { TrafficBar } from '../components/traffic-bar';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';

/** What an endpoint serves, how that is, and what is known of it. */
export function OverviewPage() {
  const t = useEndpointMessages();
  const told = useRolloutMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: endpoint } = useSuspenseQuery(endpointQuery(endpointName));
  const { config, pending_config: pending, description } = endpoint;
  const { data: rollout, error } = useQuery(rolloutQuery(endpointName));
  const [isStarting, setStarting] = useState(false);
  const shown = sharedBy(configOf(endpoint), rollout);
  return (
    <WithAside
      aside={
        <>
          <About endpoint={endpoint} />
          <Tags endpoint={endpoint} />
        </>
      }
    >
      <Notices endpoint={endpoint} />
      {description != null && description !== '' && <Markdown text={description} />}
      {error && <ErrorNote error={error} />}
      {rollout && <RolloutSection key={rollout.creation_timestamp} endpoint={endpoint} rollout={rollout} />}
      <Section
        title={t('entities')}
        count={shown.served_entities?.length ?? 0}
        actions={mayRollOut(endpoint, rollout) && <Button onClick={() => setStarting(true)}>{told('start')}</Button>}
      >
        <TrafficBar config={shown} />
        <EntityTable label={t('entities')} config={shown} />
      </Section>
      {config && pending && (
        <Section title={t('pending')}>
          <TrafficBar config={pending} />
          <EntityTable label={t('pending')} config={pending} />
        </Section>
      )}
      {isStarting && <RolloutDialog endpoint={endpoint} onClose={() => setStarting(false)} />}
    </WithAside>
  );
}

function About({ endpoint }: { endpoint: ServingEndpoint }) {
  const t = useEndpointMessages();
  const level = endpoint.permission_level;
  return (
    <Section title={t('about')}>
      <Facts
        facts={[
          [t('creator'), endpoint.creator],
          [t('created'), <RelativeTime key="created" millis={endpoint.creation_timestamp} />],
          [t('updated'), <RelativeTime key="updated" millis={endpoint.last_updated_timestamp} />],
          [t('config'), endpoint.config?.config_version],
          [t('mayDo'), level === 'CAN_VIEW' || level === 'CAN_QUERY' ? t(`may.${level}`) : undefined],
          [t('address'), <CopyId key="address" id={invocationsUrl(endpoint.name, '')} />],
        ]}
      />
    </Section>
  );
}

/** Who does not manage it reads them. */
function Tags({ endpoint: { name, tags = [], ...endpoint } }: { endpoint: ServingEndpoint }) {
  const t = useEndpointMessages();
  const patch = usePatchTags(name);
  if (isManagedBy(endpoint)) {
    return (
      <TagsEditor
        tags={tags.map(({ key, value }) => ({ key, value: value ?? '' }))}
        set={(tag) => patch.mutateAsync({ add_tags: [tag] })}
        remove={(key) => patch.mutateAsync({ delete_tags: [key] })}
      />
    );
  }
  if (tags.length === 0) return null;
  return (
    <Section title={t('tags')} count={tags.length}>
      <div>
        {tags.map(({ key, value }) => (
          <Tag key={key} name={key} value={value ?? ''} />
        ))}
      </div>
    </Section>
  );
}
