import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { count, duration } from '@/lib/format';
import type { TraceInfo } from '@/lib/traces';
import { CopyId } from '@/ui/copy-button';
import { PromptLinks } from '@/ui/prompt-links';
import { RelativeTime } from '@/ui/relative-time';
import {
  durationOf,
  experimentOf,
  idOf,
  promptsOf,
  runOf,
  sessionOf,
  timeOf,
  tokensOf,
  userOf,
} from '../api/trace-facts';
import { useTraceMessages } from '../messages';
import styles from './trace-facts.module.css';
import { TraceStatus } from './trace-status';

/** What is known of a trace as a whole, and where it belongs. */
export function TraceFacts({ trace }: { trace: TraceInfo }) {
  const t = useTraceMessages();
  const experimentId = experimentOf(trace);
  const length = durationOf(trace);
  const tokens = tokensOf(trace);
  const session = sessionOf(trace);
  const runId = runOf(trace);
  const prompts = promptsOf(trace);
  return (
    <dl className={styles['facts']}>
      <Fact name={t('status')}>
        <TraceStatus trace={trace} />
      </Fact>
      <Fact name={t('time')}>
        <RelativeTime millis={timeOf(trace)} />
      </Fact>
      {length !== undefined && <Fact name={t('duration')}>{duration(length)}</Fact>}
      {tokens?.total_tokens !== undefined && (
        <Fact name={t('tokens')}>
          <span
            title={t('tokensHint', {
              input: count(tokens.input_tokens ?? 0),
              output: count(tokens.output_tokens ?? 0),
            })}
          >
            {count(tokens.total_tokens)}
          </span>
        </Fact>
      )}
      {session !== undefined && (
        <Fact name={t('session')}>
          <Link
            to="/experiments/$experimentId/chat-sessions/$sessionId"
            params={{ experimentId, sessionId: session }}
            className="truncate"
            title={session}
          >
            {session}
          </Link>
        </Fact>
      )}
      {userOf(trace) !== undefined && <Fact name={t('user')}>{userOf(trace)}</Fact>}
      {runId !== undefined && (
        <Fact name={t('run')}>
          <Link to="/experiments/$experimentId/runs/$runId" params={{ experimentId, runId }}>
            <code>{runId.slice(0, 8)}</code>
          </Link>
        </Fact>
      )}
      {prompts.length > 0 && (
        <Fact name={t('prompts')}>
          <PromptLinks prompts={prompts} />
        </Fact>
      )}
      <Fact name="ID">
        <CopyId id={idOf(trace)} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
