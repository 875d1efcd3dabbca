import { useQuery } from '@tanstack/react-query';
import { isGone } from '@/lib/api-client';
import { firstName, useFollowedRegistry } from '@/lib/follow-model';
import { promptRoute, promptVersionRoute } from '@/lib/routes';
import { Badge } from '@/ui/badge';
import { CopyId, Snippet } from '@/ui/copy-button';
import { LiveButton } from '@/ui/live-button';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { FailedState, LoadingState } from '@/ui/states';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import { ownTags, promptQuery, type Prompt } from '../api/prompts';
import { makerQuery, promptVersionQuery, useTagVersion, useUntagVersion, type PromptVersion } from '../api/versions';
import { PromptAliases } from '../components/prompt-aliases';
import { LoadSnippets } from '../components/load-snippets';
import { TemplateView } from '../components/template-view';
import { Uses } from '../components/uses';
import { VersionActions } from '../components/version-actions';
import { usePromptMessages } from '../messages';

/** One version of a prompt: its template, what was said with it, and what used it. */
export function VersionPage() {
  const { promptName, version: number } = promptVersionRoute.useParams();
  const { data: prompt, error: noPrompt, refetch: retry } = useQuery(promptQuery(promptName));
  const { data: version, error: noVersion, refetch } = useQuery(promptVersionQuery(promptName, number));
  if (prompt && version && !isGone(noPrompt ?? noVersion))
    return <Loaded key={`${firstName('prompts', promptName)}/${number}`} prompt={prompt} version={version} />;
  const error = noPrompt ?? noVersion;
  return error ? <FailedState error={error} onRetry={() => void (noPrompt ? retry() : refetch())} /> : <LoadingState />;
}

function Loaded({ prompt, version }: { prompt: Prompt; version: PromptVersion }) {
  const t = usePromptMessages();
  const { live } = promptVersionRoute.useSearch();
  const show = promptVersionRoute.useNavigate();
  const state = useFollowedRegistry('prompts', live, version.name);
  const setTag = useTagVersion(version);
  const removeTag = useUntagVersion(version);
  return (
    <Page
      title={t('versionOf', { version: version.version })}
      crumbs={[
        { text: t('title'), to: { to: '/prompts' } },
        { text: version.name, to: { to: promptRoute.to, params: { promptName: version.name } } },
      ]}
      aside={version.aliases.map((alias) => (
        <Badge key={alias} tone="info">
          @{alias}
        </Badge>
      ))}
      actions={
        <>
          <LiveButton
            state={state}
            isPaused={!live}
            onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
          />
          <VersionActions version={version} />
        </>
      }
      fill
    >
      <WithAside
        aside={
          <>
            <About version={version} />
            <PromptAliases prompt={prompt} version={version.version} />
            <TagsEditor tags={ownTags(version.tags)} set={setTag.mutateAsync} remove={removeTag.mutateAsync} />
          </>
        }
      >
        {version.message !== '' && <p>{version.message}</p>}
        <TemplateView template={version.template} />
        <Settings title={t('modelConfig')} value={version.modelConfig} />
        <Settings title={t('responseFormat')} value={version.responseFormat} />
        <LoadSnippets version={version} />
        <Uses prompt={prompt} version={version.version} />
      </WithAside>
    </Page>
  );
}

function About({ version }: { version: PromptVersion }) {
  const t = usePromptMessages();
  const { data: maker } = useQuery(makerQuery(version));
  return (
    <Section title={t('about')}>
      <Facts
        facts={[
          [t('created'), <RelativeTime key="created" millis={version.created} />],
          [t('maker'), maker],
          [t('updated'), <RelativeTime key="updated" millis={version.updated} />],
          [t('address'), <CopyId key="address" id={`prompts:/${version.name}/${version.version}`} />],
        ]}
      />
    </Section>
  );
}

function Settings({ title, value }: { title: string; value: unknown }) {
  if (value === undefined) return null;
  return (
    <Section title={title}>
      <Snippet code={JSON.stringify(value, null, 2)} />
    </Section>
  );
}
