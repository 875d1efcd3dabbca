import type { ReactNode } from 'react';
import { absoluteTime, count, duration } from '@/lib/format';
import type { TraceLook } from '@/lib/trace-look';
import type { TraceInfo } from '@/lib/traces';
import { JsonTree } from '@/ui/json-tree';
import { LongText } from '@/ui/long-text';
import type { Span, SpanEvent } from '../api/spans';
import { hasClock, lengthOf } from '../api/tree';
import { useTraceMessages } from '../messages';
import { CopyLink } from './copy-link';
import { SpanIcon } from './span-icon';
import styles from './span-detail.module.css';
import { ValueView } from './value-view';

/** Which span this is, how long it took, and what went wrong. */
export function SpanHeading({ span, trace, look }: { span: Span; trace: TraceInfo; look: TraceLook }) {
  const t = useTraceMessages();
  const length = lengthOf(span);
  const usage = span.attributes['mlflow.chat.tokenUsage'] as { total_tokens?: number } | undefined;
  return (
    <header className={styles['heading']}>
      <h2 className={styles['title']}>
        <SpanIcon type={span.type} />
        <span className="truncate" title={span.name}>
          {span.name || '—'}
        </span>
        <CopyLink trace={trace} look={{ ...look, span: span.id }} />
      </h2>
      <p className={styles['facts']}>
        <span>{span.type}</span>
        <span>{length === undefined ? t('running') : duration(length)}</span>
        {hasClock(span) && <span>{absoluteTime(span.start)}</span>}
        {usage?.total_tokens !== undefined && (
          <span>
            {t('tokens')}: {count(usage.total_tokens)}
          </span>
        )}
      </p>
      {span.message !== '' && (
        <p className={styles['failure']}>
          <LongText text={span.message} />
        </p>
      )}
    </header>
  );
}

type SpanValuesProps = { span: Span; look: TraceLook; onLook: (look: Partial<TraceLook>) => void };

export function SpanValues({ span, look, onLook }: SpanValuesProps) {
  const t = useTraceMessages();
  const { input, output } = look;
  return (
    <>
      <ValueView
        key={`${span.id}-in`}
        title={t('inputs')}
        value={span.inputs}
        look={{ view: input, onView: (view) => onLook({ input: view }) }}
      />
      <ValueView
        key={`${span.id}-out`}
        title={t('outputs')}
        value={span.outputs}
        look={{ view: output, onView: (view) => onLook({ output: view }) }}
      />
    </>
  );
}

export function SpanAttributes({ span }: { span: Span }) {
  const t = useTraceMessages();
  if (Object.keys(span.attributes).length === 0) return <Nothing>{t('noAttributes')}</Nothing>;
  return <JsonTree key={span.id} value={span.attributes} />;
}

export function SpanEvents({ span }: { span: Span }) {
  const t = useTraceMessages();
  if (span.events.length === 0) return <Nothing>{t('noEvents')}</Nothing>;
  return span.events.map((event, index) => <Event key={`${span.id}-${index}`} event={event} start={span.start} />);
}

const STACK = 'exception.stacktrace';

function Event({ event, start }: { event: SpanEvent; start: number }) {
  const t = useTraceMessages();
  const { [STACK]: stack, ...others } = event.attributes;
  return (
    <section className={styles['event']}>
      <h3 className={styles['title']}>
        {event.name}
        <span className={styles['facts']}>+{duration(Math.max(0, event.time - start))}</span>
      </h3>
      {Object.keys(others).length > 0 && <JsonTree value={others} />}
      {typeof stack === 'string' && (
        <details className={styles['stack']} open>
          <summary>{t('stack')}</summary>
          <LongText text={stack} mono />
        </details>
      )}
    </section>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="muted">{children}</p>;
}
