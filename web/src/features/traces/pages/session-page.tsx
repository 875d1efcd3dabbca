import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Bot, User } from 'lucide-react';
import { duration } from '@/lib/format';
import { quotedText } from '@/lib/filter';
import { previewText, type TraceInfo } from '@/lib/traces';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Markdown } from '@/ui/markdown';
import { useExperimentCrumbs } from '@/ui/experiment-crumbs';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { FailedState, LoadingState } from '@/ui/states';
import { durationOf, idOf, SESSION, timeOf } from '../api/trace-facts';
import { searchTraces } from '../api/traces';
import { AssessmentValue } from '../components/assessment-value';
import { TraceStatus } from '../components/trace-status';
import { useTraceMessages } from '../messages';
import styles from './session-page.module.css';

const route = getRouteApi('/experiments/$experimentId/chat-sessions/$sessionId');
const PAGE = 50;
const OLDEST_FIRST = { id: 'time', descending: false };

/** One session as the conversation that it is: each turn with what was asked, answered and said of it. */
export function SessionPage() {
  const t = useTraceMessages();
  const { experimentId, sessionId } = route.useParams();
  const crumbs = useExperimentCrumbs(experimentId);
  const filter = `metadata.\`${SESSION}\` = ${quotedText(sessionId)}`;
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['traces', 'session', experimentId, sessionId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      searchTraces({ experimentId, filter, sort: OLDEST_FIRST }, pageParam, signal, PAGE),
    getNextPageParam: (page) => page.next,
  });
  const turns = data?.pages.flatMap((page) => page.rows);
  const params = { experimentId };
  return (
    <Page
      title={sessionId}
      crumbs={[...crumbs, { text: t('sessions'), to: { to: '/experiments/$experimentId/chat-sessions', params } }]}
      aside={<CopyButton text={sessionId} />}
    >
      {turns ? (
        <ol className={styles['turns']}>
          {turns.map((turn) => (
            <Turn key={idOf(turn)} turn={turn} experimentId={experimentId} />
          ))}
          {turns.length === 0 && <li className="muted">{t('noneFound')}</li>}
        </ol>
      ) : error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('later')}
        </Button>
      )}
    </Page>
  );
}

function Turn({ turn, experimentId }: { turn: TraceInfo; experimentId: string }) {
  const t = useTraceMessages();
  const length = durationOf(turn);
  const said = (turn.assessments ?? []).filter((one) => one.valid !== false);
  return (
    <li className={styles['turn']}>
      <p className={styles['facts']}>
        <RelativeTime millis={timeOf(turn)} />
        {length !== undefined && <span>{duration(length)}</span>}
        {turn.state !== 'OK' && <TraceStatus trace={turn} />}
        <Link to="/experiments/$experimentId/traces/$traceId" params={{ experimentId, traceId: idOf(turn) }}>
          {t('openTrace')}
        </Link>
      </p>
      <div className={styles['asked']}>
        <User aria-label={t('request')} role="img" />
        <Markdown text={previewText(turn.request_preview)} />
      </div>
      <div className={styles['answered']}>
        <Bot aria-label={t('response')} role="img" />
        <Markdown text={previewText(turn.response_preview)} />
      </div>
      {said.length > 0 && (
        <ul className={styles['said']}>
          {said.map((assessment) => (
            <li key={assessment.assessment_id}>
              <span className="muted">{assessment.assessment_name}</span> <AssessmentValue assessment={assessment} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
