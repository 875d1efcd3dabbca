import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useMemo } from 'react';
import { count } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { previewText } from '@/lib/traces';
import { Badge } from '@/ui/badge';
import { Snippet } from '@/ui/copy-button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { RelativeTime } from '@/ui/relative-time';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { searchSessions, type TraceSession } from '../api/sessions';
import { useTraceMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/chat-sessions');

const CODE = `mlflow.update_current_trace(metadata={
    "mlflow.trace.session": "session-1",
    "mlflow.trace.user": "ann",
})`;

/** The conversations of an experiment, the latest first. */
export function SessionsPage() {
  const t = useTraceMessages();
  const navigate = useNavigate();
  const { experimentId } = route.useParams();
  const { q } = route.useSearch();
  const show = route.useNavigate();
  const loaded = useLoadedRows(['traces', 'sessions', experimentId, q], (token, signal) =>
    searchSessions(experimentId, q, token, signal),
  );
  const columns = useSessionColumns(experimentId);
  return (
    <>
      <SearchField
        label={t('searchSessions')}
        value={q}
        onChange={(text) => void show({ search: { q: text }, replace: true })}
      />
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('sessions')}
          keptAs="sessions"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={(session) => session.session_id}
          onRange={loaded.onRange}
          subject={q}
          onOpen={({ session_id: sessionId }) =>
            void navigate({
              to: '/experiments/$experimentId/chat-sessions/$sessionId',
              params: { experimentId, sessionId },
            })
          }
          empty={<NoSessions isSearch={q !== ''} />}
        />
      )}
    </>
  );
}

function NoSessions({ isSearch }: { isSearch: boolean }) {
  const t = useTraceMessages();
  if (isSearch) return <EmptyState icon={<MessagesSquare />} title={t('noSessionFound')} />;
  return (
    <EmptyState icon={<MessagesSquare />} title={t('noSessions')}>
      <p className="muted">{t('noSessionsText')}</p>
      <Snippet code={CODE} />
    </EmptyState>
  );
}

function useSessionColumns(experimentId: string): Column<TraceSession>[] {
  const t = useTraceMessages();
  return useMemo(
    () => [
      {
        id: 'session',
        name: t('session'),
        width: 220,
        cell: ({ session_id: sessionId }) => (
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
        width: 280,
        cell: ({ first_request: preview }) => <span>{previewText(preview)}</span>,
      },
      {
        id: 'lastRequest',
        name: t('lastRequest'),
        width: 280,
        cell: ({ last_request: preview }) => <span>{previewText(preview)}</span>,
      },
      {
        id: 'turns',
        name: t('turns'),
        width: 80,
        numeric: true,
        cell: ({ traces = 0 }) => <span>{count(traces)}</span>,
      },
      {
        id: 'errors',
        name: t('errors'),
        width: 80,
        numeric: true,
        cell: ({ errors = 0 }) => errors > 0 && <Badge tone="danger">{count(errors)}</Badge>,
      },
      {
        id: 'tokens',
        name: t('tokens'),
        width: 90,
        numeric: true,
        cell: ({ total_tokens: tokens = 0 }) => <span>{count(tokens)}</span>,
      },
      {
        id: 'begun',
        name: t('firstTurn'),
        width: 120,
        cell: ({ first_time_ms: millis }) => <RelativeTime millis={millis} />,
      },
      {
        id: 'last',
        name: t('lastTurn'),
        width: 120,
        cell: ({ last_time_ms: millis }) => <RelativeTime millis={millis} />,
      },
      { id: 'user', name: t('user'), width: 120, cell: ({ user }) => <span>{user}</span> },
    ],
    [t, experimentId],
  );
}
