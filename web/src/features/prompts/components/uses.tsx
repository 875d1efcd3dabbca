import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Run } from '@/api/schema.gen';
import { previewText, type TraceInfo } from '@/lib/traces';
import { RelativeTime } from '@/ui/relative-time';
import { Line, Rows } from '@/ui/rows';
import { RunStatus } from '@/ui/run-status';
import { Section } from '@/ui/section';
import { ErrorNote } from '@/ui/states';
import type { Prompt } from '../api/prompts';
import { runsQuery, SHOWN, tracesQuery } from '../api/uses';
import type { Place } from '../api/versions';
import { usePromptMessages } from '../messages';

/** The runs and traces that used a version, the newest of each. */
export function Uses({ prompt, version }: { prompt: Prompt; version: string }) {
  const t = usePromptMessages();
  const place: Place = { name: prompt.name, version };
  const runs = useQuery(runsQuery(prompt, place));
  const traces = useQuery(tracesQuery(prompt, place));
  return (
    <>
      <Section title={t('runs')} {...(runs.data && { count: runs.data.length })}>
        {runs.error && <ErrorNote error={runs.error} />}
        {runs.data?.length === 0 && <p className="muted">{t('noRuns')}</p>}
        <Rows label={t('runs')}>
          {runs.data?.map((run) => (
            <RunLine key={run.info.run_id} run={run} />
          ))}
        </Rows>
        {runs.data?.length === SHOWN && <p className="muted">{t('newestOnly', { count: SHOWN })}</p>}
      </Section>
      <Section title={t('traces')} {...(traces.data && { count: traces.data.length })}>
        {traces.error && <ErrorNote error={traces.error} />}
        {traces.data?.length === 0 && <p className="muted">{t('noTraces')}</p>}
        <Rows label={t('traces')}>
          {traces.data?.map((trace) => (
            <TraceLine key={trace.trace_id} trace={trace} />
          ))}
        </Rows>
        {traces.data?.length === SHOWN && <p className="muted">{t('newestOnly', { count: SHOWN })}</p>}
      </Section>
    </>
  );
}

function RunLine({ run: { info } }: { run: Run }) {
  const params = { experimentId: info.experiment_id, runId: info.run_id };
  return (
    <Line facts={<RelativeTime millis={info.start_time} />} actions={<RunStatus info={info} />}>
      <Link to="/experiments/$experimentId/runs/$runId" params={params}>
        {info.run_name}
      </Link>
    </Line>
  );
}

function TraceLine({ trace }: { trace: TraceInfo }) {
  const traceId = trace.trace_id ?? '';
  const experimentId = trace.trace_location?.mlflow_experiment?.experiment_id ?? '';
  return (
    <Line
      facts={
        <>
          <RelativeTime millis={trace.request_time ? Date.parse(trace.request_time) : undefined} />{' '}
          {previewText(trace.request_preview)}
        </>
      }
    >
      <Link to="/experiments/$experimentId/traces/$traceId" params={{ experimentId, traceId }}>
        {trace.tags?.['mlflow.traceName'] ?? traceId}
      </Link>
    </Line>
  );
}
