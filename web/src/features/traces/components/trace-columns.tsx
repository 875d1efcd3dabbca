import { Link, type LinkProps } from '@tanstack/react-router';
import { useMemo } from 'react';
import { count, duration } from '@/lib/format';
import { Tag } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { assessmentNamed } from '../api/assessments';
import {
  durationOf,
  idOf,
  nameOf,
  plainTagsOf,
  previewText,
  sessionOf,
  timeOf,
  tokensOf,
  userOf,
} from '../api/trace-facts';
import type { TraceInfo } from '../api/traces';
import { useTraceMessages } from '../messages';
import { AssessmentValue } from './assessment-value';
import { TraceStatus } from './trace-status';

/** Assessments that have a column each. */
const MOST_NAMES = 20;

/** What the list shows of a trace; each name under which traces are assessed is a column. */
export function useTraceColumns(
  experimentId: string,
  names: readonly string[],
  opening: (traceId: string) => LinkProps,
): Column<TraceInfo>[] {
  const t = useTraceMessages();
  return useMemo(
    () => [
      {
        id: 'request',
        name: t('request'),
        width: 320,
        cell: (trace) => (
          <Link {...opening(idOf(trace))} className="truncate">
            {previewText(trace.request_preview) || nameOf(trace)}
          </Link>
        ),
      },
      {
        id: 'response',
        name: t('response'),
        width: 260,
        cell: (trace) => <span>{previewText(trace.response_preview)}</span>,
      },
      { id: 'status', name: t('status'), width: 110, sortable: true, cell: (trace) => <TraceStatus trace={trace} /> },
      {
        id: 'time',
        name: t('time'),
        width: 120,
        sortable: true,
        cell: (trace) => <RelativeTime millis={timeOf(trace)} />,
      },
      {
        id: 'duration',
        name: t('duration'),
        width: 100,
        numeric: true,
        sortable: true,
        cell: (trace) => {
          const length = durationOf(trace);
          return length === undefined ? null : <span>{duration(length)}</span>;
        },
      },
      {
        id: 'tokens',
        name: t('tokens'),
        width: 90,
        numeric: true,
        cell: (trace) => {
          const total = tokensOf(trace)?.total_tokens;
          return total === undefined ? null : <span>{count(total)}</span>;
        },
      },
      ...names.slice(0, MOST_NAMES).map((name): Column<TraceInfo> => ({
        id: `assessment.${name}`,
        name,
        width: 120,
        cell: (trace) => {
          const assessment = assessmentNamed(trace, name);
          return assessment ? <AssessmentValue assessment={assessment} /> : null;
        },
      })),
      {
        id: 'session',
        name: t('session'),
        width: 140,
        cell: (trace) => {
          const sessionId = sessionOf(trace);
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
        },
      },
      { id: 'user', name: t('user'), width: 110, cell: (trace) => <span>{userOf(trace)}</span> },
      { id: 'name', name: t('name'), width: 140, sortable: true, cell: (trace) => <span>{nameOf(trace)}</span> },
      {
        id: 'tags',
        name: t('tags'),
        width: 240,
        cell: (trace) => plainTagsOf(trace).map((tag) => <Tag key={tag.key} name={tag.key} value={tag.value} />),
      },
    ],
    [t, experimentId, names, opening],
  );
}
