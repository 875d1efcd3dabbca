import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { count } from '@/lib/format';
import { traceQuery, type TraceInfo } from '@/lib/traces';
import { FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { READ_TABS, TRACE_TABS, type TraceLook, type TraceTab } from '@/lib/trace-look';
import type { Span } from '../api/spans';
import { useSpans } from '../api/traces';
import { useTraceMessages } from '../messages';
import { AboutTrace } from './about-trace';
import { Assessments } from './assessments';
import { SpanAttributes, SpanEvents, SpanHeading, SpanValues } from './span-detail';
import { SpansPane } from './spans-pane';
import { TraceFacts } from './trace-facts';
import styles from './trace-view.module.css';

type TraceViewProps = {
  traceId: string;
  look: TraceLook;
  onLook: (look: Partial<TraceLook>) => void;
  /** Nothing can be changed. */
  isOnlyLookedAt?: boolean;
};

/** One trace: its spans in a tree with their times, and beside it what is known of the chosen one. */
export function TraceView(props: TraceViewProps) {
  const { traceId } = props;
  const { data: trace, error, refetch } = useQuery(traceQuery(traceId));
  if (trace) return <Loaded key={traceId} {...props} trace={trace} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ trace, traceId, look, onLook, isOnlyLookedAt = false }: TraceViewProps & { trace: TraceInfo }) {
  const { spans, isComplete, isLoading, error, refetch } = useSpans(traceId);
  const chosen = useMemo(() => spans.find((span) => span.id === look.span) ?? spans[0], [spans, look.span]);
  return (
    <div className={styles['view']}>
      <TraceFacts trace={trace} />
      <div className={styles['panes']}>
        {isLoading ? (
          <LoadingState />
        ) : error && spans.length === 0 ? (
          <FailedState error={error} onRetry={() => void refetch()} />
        ) : (
          <SpansPane
            spans={spans}
            isComplete={isComplete}
            find={look.find}
            onFind={(find) => onLook({ find })}
            selected={chosen?.id}
            onSelect={(span) => onLook({ span })}
          />
        )}
        <Detail
          trace={trace}
          spans={spans}
          span={chosen}
          tabs={isOnlyLookedAt ? READ_TABS : TRACE_TABS}
          look={look}
          onLook={onLook}
        />
      </div>
    </div>
  );
}

type DetailProps = {
  trace: TraceInfo;
  spans: readonly Span[];
  span: Span | undefined;
  tabs: readonly TraceTab[];
  look: TraceLook;
  onLook: TraceViewProps['onLook'];
};

function Detail({ trace, spans, span, tabs, look, onLook }: DetailProps) {
  const t = useTraceMessages();
  const [scrolled, setScrolled] = useState<HTMLElement | null>(null);
  const counts: Partial<Record<TraceTab, number>> = {
    events: span?.events.length ?? 0,
    assessments: trace.assessments?.length ?? 0,
  };
  const show = (tab: TraceTab) => {
    scrolled?.scrollTo(0, 0);
    onLook({ tab });
  };
  return (
    <div className={styles['detail']}>
      {span && look.tab !== 'about' && look.tab !== 'assessments' && (
        <SpanHeading span={span} trace={trace} look={look} />
      )}
      <div className={styles['tabs']}>
        <Switcher
          label={t('parts')}
          value={look.tab}
          options={tabs.map((tab) => {
            const known = counts[tab];
            return [tab, known ? `${t(`tab.${tab}`)} ${count(known)}` : t(`tab.${tab}`)] as const;
          })}
          onChange={show}
        />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keys too */}
      <div ref={setScrolled} className={styles['content']} role="region" aria-label={t(`tab.${look.tab}`)} tabIndex={0}>
        {look.tab === 'assessments' ? (
          <Assessments trace={trace} spans={spans} span={span} />
        ) : look.tab === 'about' ? (
          <AboutTrace trace={trace} />
        ) : !span ? (
          <p className="muted">{t('chooseSpan')}</p>
        ) : look.tab === 'values' ? (
          <SpanValues span={span} look={look} onLook={onLook} />
        ) : look.tab === 'attributes' ? (
          <SpanAttributes span={span} />
        ) : (
          <SpanEvents span={span} />
        )}
      </div>
    </div>
  );
}
