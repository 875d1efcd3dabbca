import { Link, type LinkProps } from '@tanstack/react-router';
import { useMemo } from 'react';
import { count, duration, money } from '@/lib/format';
import { previewText, type TraceInfo } from '@/lib/traces';
import { Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { assessmentNamed } from '../api/assessments';
import { keyOf, type Attribute } from '../api/columns';
import {
  costOf,
  durationOf,
  idOf,
  nameOf,
  plainTagsOf,
  runOf,
  sessionOf,
  timeOf,
  tokensOf,
  userOf,
} from '../api/trace-facts';
import { useListMessages } from '../list-messages';
import { AssessmentValue } from './assessment-value';
import { TraceStatus } from './trace-status';

type TraceColumn = Omit<Column<TraceInfo>, 'id' | 'name'>;

/** What columns are called: attributes by their word, keys by themselves. */
export function useColumnName(): (id: string) => string {
  const t = useListMessages();
  return useMemo(() => {
    return (id) => keyOf(id)?.[1] ?? t(`column.${id as Attribute}`);
  }, [t]);
}

/** The columns of the list with some ids. */
export function useTraceColumns(
  experimentId: string,
  ids: readonly string[],
  opening: (traceId: string) => LinkProps,
): Column<TraceInfo>[] {
  const name = useColumnName();
  return useMemo(
    () =>
      ids.map((id) => {
        const [kind, key = ''] = keyOf(id) ?? [];
        const column = kind ? keyed(kind, key) : attribute(id as Attribute, experimentId, opening);
        return { id, name: name(id), ...column };
      }),
    [name, ids, experimentId, opening],
  );
}

function keyed(kind: 'assessment' | 'tags' | 'metadata', key: string): TraceColumn {
  if (kind === 'assessment') {
    return {
      width: 120,
      cell: (trace) => {
        const assessment = assessmentNamed(trace, key);
        return assessment ? <AssessmentValue assessment={assessment} /> : null;
      },
    };
  }
  return {
    width: 160,
    cell: (trace) => {
      const text = (kind === 'tags' ? trace.tags : trace.trace_metadata)?.[key] ?? '';
      return <span title={text}>{text}</span>;
    },
  };
}

function attribute(id: Attribute, experimentId: string, opening: (traceId: string) => LinkProps): TraceColumn {
  switch (id) {
    case 'request':
      return {
        width: 320,
        fixed: true,
        cell: (trace) => (
          <Link {...opening(idOf(trace))} className="truncate">
            {previewText(trace.request_preview) || nameOf(trace)}
          </Link>
        ),
      };
    case 'response':
      return { width: 260, cell: (trace) => <span>{previewText(trace.response_preview)}</span> };
    case 'status':
      return { width: 110, sortable: true, cell: (trace) => <TraceStatus trace={trace} /> };
    case 'time':
      return { width: 120, sortable: true, cell: (trace) => <RelativeTime millis={timeOf(trace)} /> };
    case 'duration':
      return { ...figure(durationOf, duration), width: 100, sortable: true };
    case 'tokens':
      return { ...figure((trace) => tokensOf(trace)?.total_tokens, count), width: 90 };
    case 'input_tokens':
      return figure((trace) => tokensOf(trace)?.input_tokens, count);
    case 'output_tokens':
      return figure((trace) => tokensOf(trace)?.output_tokens, count);
    case 'cached_tokens':
      return figure((trace) => tokensOf(trace)?.cache_read_input_tokens, count);
    case 'cost':
      return figure(costOf, money);
    case 'session':
      return { width: 140, cell: (trace) => <SessionLink experimentId={experimentId} sessionId={sessionOf(trace)} /> };
    case 'user':
      return { width: 110, cell: (trace) => <span>{userOf(trace)}</span> };
    case 'name':
      return { width: 140, sortable: true, cell: (trace) => <span>{nameOf(trace)}</span> };
    case 'run':
      return { width: 110, cell: (trace) => <RunLink experimentId={experimentId} runId={runOf(trace)} /> };
    case 'trace_id':
      return { width: 300, cell: (trace) => <code>{idOf(trace)}</code> };
    case 'tags':
      return {
        width: 240,
        cell: (trace) => plainTagsOf(trace).map((tag) => <Tag key={tag.key} name={tag.key} value={tag.value} />),
      };
  }
}

function figure(of: (trace: TraceInfo) => number | undefined, written: (value: number) => string): TraceColumn {
  return {
    width: 110,
    numeric: true,
    cell: (trace) => {
      const value = of(trace);
      return value === undefined ? null : <span>{written(value)}</span>;
    },
  };
}

function SessionLink({ experimentId, sessionId }: { experimentId: string; sessionId: string | undefined }) {
  if (sessionId === undefined) return null;
  return (
    <Link
      to="/experiments/$experimentId/chat-sessions/$sessionId"
      params={{ experimentId, sessionId }}
      className="truncate"
    >
      {sessionId}
    </Link>
  );
}

function RunLink({ experimentId, runId }: { experimentId: string; runId: string | undefined }) {
  if (runId === undefined) return null;
  return (
    <Link to="/experiments/$experimentId/runs/$runId" params={{ experimentId, runId }}>
      <code>{runId.slice(0, 8)}</code>
    </Link>
  );
}
