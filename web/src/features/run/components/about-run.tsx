import { Link } from '@tanstack/react-router';
import { absoluteTime, duration } from '@/lib/format';
import { LINKED_PROMPTS, linkedPrompts } from '@/lib/prompts';
import { CopyButton } from '@/ui/copy-button';
import { PromptLinks } from '@/ui/prompt-links';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { isOpen, tagsOf, type Run } from '../api/run';
import { useRunMessages } from '../messages';
import styles from './about-run.module.css';

const SHORT_COMMIT = 10;

/** When a run was, who started it, and of which code. */
export function AboutRun({ run }: { run: Run }) {
  const t = useRunMessages();
  const tags = tagsOf(run);
  const { info } = run;
  const end = info.end_time ?? (isOpen(info) ? info.last_activity_time : undefined);
  const parent = tags['mlflow.parentRunId'];
  const prompts = linkedPrompts(tags[LINKED_PROMPTS]);
  return (
    <Section title={t('about')}>
      <Facts
        facts={[
          [t('started'), typeof info.start_time === 'number' && <Moment millis={info.start_time} />],
          [t('ended'), typeof info.end_time === 'number' && <Moment millis={info.end_time} />],
          [
            t('duration'),
            typeof info.start_time === 'number' &&
              typeof end === 'number' &&
              duration(Math.max(0, end - info.start_time)),
          ],
          [t('lastActivity'), isOpen(info) && <RelativeTime millis={info.last_activity_time} />],
          [t('owner'), tags['mlflow.user'] ?? info.user_id],
          [t('source'), tags['mlflow.source.name']],
          [t('entryPoint'), tags['mlflow.project.entryPoint']],
          [t('commit'), tags['mlflow.source.git.commit'] !== undefined && <Commit tags={tags} />],
          [t('branch'), tags['mlflow.source.git.branch']],
          [t('notebook'), tags['mlflow.databricks.notebookPath']],
          [t('notebookRevision'), tags['mlflow.databricks.notebookRevisionID']],
          [
            t('parent'),
            parent !== undefined && (
              <span className={styles['copied']}>
                <Link to="/runs/$runId" params={{ runId: parent }} className="truncate" title={parent}>
                  {parent}
                </Link>
                <CopyButton text={parent} />
              </span>
            ),
          ],
          [t('prompts'), prompts.length > 0 && <PromptLinks key="prompts" prompts={prompts} />],
          [t('closedBecause'), tags['cairn.closedBecause']],
          [t('artifactUri'), <Copied key="uri" text={info.artifact_uri} />],
        ]}
      />
    </Section>
  );
}

function Moment({ millis }: { millis: number }) {
  return (
    <>
      <RelativeTime millis={millis} /> <span className={styles['absolute']}>{absoluteTime(millis)}</span>
    </>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <span className={styles['copied']}>
      <code className="truncate" title={text}>
        {text}
      </code>
      <CopyButton text={text} />
    </span>
  );
}

function Commit({ tags }: { tags: Record<string, string> }) {
  const t = useRunMessages();
  const commit = tags['mlflow.source.git.commit'] ?? '';
  const page = commitPage(tags['mlflow.source.git.repoURL'], commit);
  const short = commit.slice(0, SHORT_COMMIT);
  return (
    <span className={styles['copied']}>
      {page === undefined ? (
        <code title={commit}>{short}</code>
      ) : (
        <a href={page} target="_blank" rel="noreferrer">
          <code title={commit}>{short}</code>
        </a>
      )}
      {tags['mlflow.source.git.dirty'] === 'True' && <span className="muted">{t('dirty')}</span>}
      <CopyButton text={commit} />
    </span>
  );
}

/** Where the commit can be read, if its repository is a web page. */
function commitPage(repository: string | undefined, commit: string): string | undefined {
  const ssh = /^git@([\w.-]+):([\w./-]+)$/.exec(repository ?? '');
  const address = ssh ? `https://${ssh[1] ?? ''}/${ssh[2] ?? ''}` : (repository ?? '');
  return /^https?:\/\/[\w.-]+\//.test(address) && /^[0-9a-f]+$/.test(commit)
    ? `${address.replace(/\.git$/, '')}/commit/${commit}`
    : undefined;
}
