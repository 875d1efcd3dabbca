import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useMemo } from 'react';
import { count } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { Snippet } from '@/ui/copy-button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { RelativeTime } from '@/ui/relative-time';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { sessionsOf, type Session } from '../api/sessions';
import { previewText, SESSION, tokensOf, userOf } from '../api/trace-facts';
import { NEWEST_FIRST, searchTraces } from '../api/traces';
import { useTraceMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/chat-sessions');
const FILTER = `metadata.\`${SESSION}\` IS NOT NULL`;

const CODE = `mlflow.update_current_trace(metadata={
    "mlflow.trace.session": "session-1",
    "mlflow.trace.user": "ann",
})`;

/** The conversations of an experiment: traces by their session, the latest first. */
export function SessionsPage() {
  const t = useTraceMessages();
  const navigate = useNavigate();
  const { experimentId } = route.useParams();
  const loaded = useLoadedRows(['traces', 'sessions', experimentId], (token, signal) =>
    searchTraces({ experimentId, filter: FILTER, sort: NEWEST_FIRST }, token, signal),
  );
  const sessions = useMemo(() => sessionsOf(loaded.rows), [loaded.rows]);
  const columns = useSessionColumns(experimentId, loaded.hasMore);
  const { onRange, rows } = loaded;
  const isShort = sessions.length;
  const tell = useMemo(
    () => (_first: number, last: number) => {
      if (last + 1 >= isShort) onRange(0, rows.length);
    },
    [isShort, rows.length, onRange],
  );

  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return (
    <DataTable
      label={t('sessions')}
      columns={columns}
      rowCount={sessions.length + (loaded.hasMore ? 1 : 0)}
      row={(index) => sessions[index]}
      rowId={(session) => session.id}
      onRange={tell}
      onOpen={({ id: sessionId }) =>
        void navigate({
          to: '/experiments/$experimentId/chat-sessions/$sessionId',
          params: { experimentId, sessionId },
        })
      }
      empty={
        <EmptyState icon={<MessagesSquare />} title={t('noSessions')}>
          <p className="muted">{t('noSessionsText')}</p>
          <Snippet code={CODE} />
        </EmptyState>
      }
    />
  );
}

function useSessionColumns(experimentId: string, hasMore: boolean): Column<Session>[] {
  const t = useTraceMessages();
  return useMemo(
    () => [
      {
        id: 'session',
        name: t('session'),
        width: 240,
        cell: ({ id: sessionId }) => (
          <Link
            to="/experiments/$experimentId/chat-sessions/$sessionId"
            params={{ experimentId, sessionId }}
            className="truncate"
          >
            {sessionId}
          </Link>
        ),
      },
      {
        id: 'first',
        name: t('firstRequest'),
        width: 380,
        cell: ({ turns }) => <span>{previewText(turns.at(-1)?.request_preview)}</span>,
      },
      {
        id: 'turns',
        name: t('turns'),
        width: 110,
        numeric: true,
        cell: ({ turns }) => <span>{hasMore ? t('atLeast', { count: turns.length }) : count(turns.length)}</span>,
      },
      { id: 'last', name: t('lastTurn'), width: 130, cell: ({ last }) => <RelativeTime millis={last} /> },
      {
        id: 'tokens',
        name: t('tokens'),
        width: 100,
        numeric: true,
        cell: ({ turns }) => (
          <span>{count(turns.reduce((sum, turn) => sum + (tokensOf(turn)?.total_tokens ?? 0), 0))}</span>
        ),
      },
      { id: 'user', name: t('user'), width: 130, cell: ({ turns }) => <span>{turns[0] && userOf(turns[0])}</span> },
    ],
    [t, experimentId, hasMore],
  );
}
