import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MessageSquareText } from 'lucide-react';
import { isGone } from '@/lib/api-client';
import { firstName, useFollowedRegistry } from '@/lib/follow-model';
import { useDescribe, useTag, useUntag } from '@/lib/registered';
import { promptRoute, registeredModelRoute } from '@/lib/routes';
import { LiveButton } from '@/ui/live-button';
import { Note } from '@/ui/note';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import { isPrompt, ownTags, promptQuery, type Prompt } from '../api/prompts';
import { PromptAliases } from '../components/prompt-aliases';
import { PromptActions } from '../components/prompt-actions';
import { Versions } from '../components/versions';
import { usePromptMessages } from '../messages';

/** One prompt: its versions, its aliases, and what is said of it. */
export function PromptPage() {
  const { promptName } = promptRoute.useParams();
  const { data: prompt, error, refetch } = useQuery(promptQuery(promptName));
  if (prompt && !isGone(error))
    return isPrompt(prompt) ? (
      <Loaded key={firstName('prompts', prompt.name)} prompt={prompt} />
    ) : (
      <Model name={prompt.name} />
    );
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ prompt }: { prompt: Prompt }) {
  const t = usePromptMessages();
  const client = useQueryClient();
  const { name } = prompt;
  const { live } = promptRoute.useSearch();
  const show = promptRoute.useNavigate();
  const state = useFollowedRegistry('prompts', live, name);
  const describe = useDescribe('prompts', name);
  const setTag = useTag('prompts', name);
  const removeTag = useUntag('prompts', name);
  return (
    <Page
      title={name}
      crumbs={[{ text: t('title'), to: { to: '/prompts' } }]}
      actions={
        <>
          <LiveButton
            state={state}
            isPaused={!live}
            onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
          />
          <PromptActions prompt={prompt} />
        </>
      }
      fill
    >
      <Note
        text={prompt.description ?? ''}
        current={async () => (await client.query({ ...promptQuery(name), staleTime: 0 })).description ?? ''}
        save={describe.mutateAsync}
      />
      <WithAside
        aside={
          <>
            <Section title={t('about')}>
              <Facts
                facts={[
                  [t('created'), <RelativeTime key="created" millis={prompt.creation_timestamp} />],
                  [t('updated'), <RelativeTime key="updated" millis={prompt.last_updated_timestamp} />],
                ]}
              />
            </Section>
            <PromptAliases prompt={prompt} />
            <TagsEditor tags={ownTags(prompt.tags)} set={setTag.mutateAsync} remove={removeTag.mutateAsync} />
          </>
        }
      >
        <Versions name={name} isLive={live} />
      </WithAside>
    </Page>
  );
}

function Model({ name }: { name: string }) {
  const t = usePromptMessages();
  return (
    <EmptyState icon={<MessageSquareText />} title={t('noPrompt', { name })}>
      <Link to={registeredModelRoute.to} params={{ modelName: name }}>
        {t('openModel')}
      </Link>
    </EmptyState>
  );
}
