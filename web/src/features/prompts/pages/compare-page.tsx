import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useLoadedRows } from '@/lib/loaded-rows';
import { promptRoute } from '@/lib/routes';
import { DiffView } from '@/ui/diff-view';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { ownTags } from '../api/prompts';
import { plain } from '../api/template';
import { promptVersionQuery, searchVersions, type PromptVersion } from '../api/versions';
import { usePromptMessages } from '../messages';
import styles from './compare-page.module.css';

const route = getRouteApi('/prompts/$promptName/compare');

/** Two versions of a prompt, line by line and word by word; the newest two where none are named. */
export function ComparePage() {
  const t = usePromptMessages();
  const { promptName: name } = route.useParams();
  const asked = route.useSearch();
  const show = route.useNavigate();
  const loaded = useLoadedRows(['prompts', 'versions', name], (token, signal) => searchVersions(name, token, signal));
  const numbers = loaded.rows.map(({ version }) => version);
  const after = asked.after === '' ? (numbers[0] ?? '') : asked.after;
  const before = asked.before === '' ? (olderThan(after, numbers) ?? after) : asked.before;
  const choose = (label: string, value: string, change: (version: string) => object) => (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => void show({ search: { before, after, ...change(event.target.value) }, replace: true })}
    >
      {[...new Set([...numbers, value])].map((version) => (
        <option key={version} value={version}>
          {t('versionOf', { version })}
        </option>
      ))}
    </select>
  );
  return (
    <Page
      title={t('compareTitle')}
      crumbs={[
        { text: t('title'), to: { to: '/prompts' } },
        { text: name, to: { to: promptRoute.to, params: { promptName: name } } },
      ]}
    >
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : after === '' ? (
        <EmptyState title={t('noVersions')} />
      ) : (
        <>
          <div className={styles['bar']}>
            {choose(t('before'), before, (version) => ({ before: version }))}
            <span aria-hidden>→</span>
            {choose(t('after'), after, (version) => ({ after: version }))}
          </div>
          <Difference name={name} before={before} after={after} />
        </>
      )}
    </Page>
  );
}

function olderThan(version: string, numbers: readonly string[]): string | undefined {
  return numbers.find((number) => Number(number) < Number(version));
}

type DifferenceProps = { name: string; before: string; after: string };

function Difference({ name, before, after }: DifferenceProps) {
  const t = usePromptMessages();
  const one = useQuery(promptVersionQuery(name, before));
  const other = useQuery(promptVersionQuery(name, after));
  const failed = [one, other].find(({ error }) => error);
  if (failed?.error) return <FailedState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!one.data || !other.data) return <LoadingState />;
  const templates = [one.data, other.data].map(({ template }) => plain(template)) as [string, string];
  const settings = [one.data, other.data].map(settingsOf) as [string, string];
  return (
    <>
      <Texts title={t('template')} texts={templates} name="template.txt" />
      <Texts title={t('aboutVersion')} texts={settings} name="settings.json" />
    </>
  );
}

type TextsProps = { title: string; texts: [before: string, after: string]; name: string };

function Texts({ title, texts: [before, after], name }: TextsProps) {
  const t = usePromptMessages();
  return (
    <Section title={title}>
      {before === after ? (
        <p className="muted">{t('same')}</p>
      ) : (
        <DiffView before={before} after={after} name={name} label={title} />
      )}
    </Section>
  );
}

/** All but the template, each in a line of its own. */
function settingsOf({ message, modelConfig, responseFormat, tags }: PromptVersion): string {
  const said = {
    message,
    model_config: modelConfig,
    response_format: responseFormat,
    tags: Object.fromEntries(ownTags(tags).map(({ key, value }) => [key, value])),
  };
  return JSON.stringify(said, null, 2);
}
