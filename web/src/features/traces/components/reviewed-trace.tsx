import { useQuery } from '@tanstack/react-query';
import type { TraceLook } from '@/lib/trace-look';
import { onlyText, parsed, traceQuery } from '@/lib/traces';
import { FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { rootQuery } from '../api/traces';
import { useTraceMessages } from '../messages';
import { Conversation } from './conversation';
import styles from './reviewed-trace.module.css';
import { TraceFacts } from './trace-facts';
import { TraceView } from './trace-view';
import { ValueView } from './value-view';

type ReviewedTraceProps = {
  traceId: string;
  spans: boolean;
  onSpans: (spans: boolean) => void;
  look: TraceLook;
  onLook: (look: Partial<TraceLook>) => void;
};

/** A trace for somebody who judges it: what was asked and answered, and all its spans on request. */
export function ReviewedTrace({ traceId, spans, onSpans, look, onLook }: ReviewedTraceProps) {
  const t = useTraceMessages();
  return (
    <>
      <div className={styles['bar']}>
        <Switcher
          label={t('view')}
          value={spans ? 'spans' : 'whole'}
          options={[
            ['whole', t('askedAndAnswered')],
            ['spans', t('spans')],
          ]}
          onChange={(chosen) => onSpans(chosen === 'spans')}
        />
      </div>
      <div className={styles['content']}>
        {spans ? <TraceView traceId={traceId} look={look} onLook={onLook} /> : <AskedAndAnswered traceId={traceId} />}
      </div>
    </>
  );
}

function AskedAndAnswered({ traceId }: { traceId: string }) {
  const t = useTraceMessages();
  const { data: trace, error, refetch } = useQuery(traceQuery(traceId));
  const root = useQuery(rootQuery(traceId));
  if (!trace || root.isLoading) {
    return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  }
  // A trace may have no spans, or none yet: its previews are then all there is.
  const preview = (text: string | null | undefined) => (text ? (parsed(text) ?? text) : undefined);
  return (
    <>
      <TraceFacts trace={trace} />
      <Said title={t('request')} speaker="user" value={root.data?.inputs ?? preview(trace.request_preview)} />
      <Said title={t('response')} speaker="assistant" value={root.data?.outputs ?? preview(trace.response_preview)} />
    </>
  );
}

type SaidProps = { title: string; speaker: string; value: unknown };

/** What was said: a value with one text in it as that text, anything else as it is. */
function Said({ title, speaker, value }: SaidProps) {
  const text = onlyText(value);
  if (text === undefined) return <ValueView title={title} value={value} />;
  return (
    <section aria-label={title}>
      <Conversation messages={[{ role: speaker, text, calls: [] }]} />
    </section>
  );
}
