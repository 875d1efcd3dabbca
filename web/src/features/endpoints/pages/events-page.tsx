import { useInfiniteQuery } from '@tanstack/react-query';
import { endpointRoute } from '@/lib/routes';
import { Button } from '@/ui/button';
import { RelativeTime } from '@/ui/relative-time';
import { Line, Rows } from '@/ui/rows';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { eventsQuery, type EndpointEvent } from '../api/events';
import { useReasons, useRolloutReasons } from '../components/reasons';
import { useInferenceMessages } from '../messages-inference';
import styles from './pages.module.css';

/** What was done to an endpoint, and by whom, the newest first. */
export function EventsPage() {
  const t = useInferenceMessages();
  const { endpointName } = endpointRoute.useParams();
  const query = useInfiniteQuery(eventsQuery(endpointName));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  if (!data) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const events = data.pages.flatMap(({ events: some = [] }) => some);
  return (
    <div className={styles['page']}>
      {error && <ErrorNote error={error} />}
      {events.length === 0 && <p className="muted">{t('noEvents')}</p>}
      <Rows label={t('events')}>
        {events.map((event) => (
          <Happened key={event.id} event={event} />
        ))}
      </Rows>
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('moreEvents')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Under which key the sentence of an event is: what was switched off has another one. */
function worded({ kind, became }: EndpointEvent) {
  switch (kind) {
    case 'INFERENCE_TABLE_SET':
      return became === 'on' ? 'INFERENCE_TABLE_ON' : 'INFERENCE_TABLE_OFF';
    case 'RATE_LIMITS_SET':
      return became ? kind : 'RATE_LIMITS_GONE';
    default:
      return kind;
  }
}

function Happened({ event }: { event: EndpointEvent }) {
  const t = useInferenceMessages();
  const ofRollout = useRolloutReasons();
  const ofConfig = useReasons();
  const { subject, was, became, message, reason, failure, user } = event;
  const why = reason ? ofRollout(reason, Number(was ?? 0)) : ofConfig({ message, reason: failure });
  return (
    <Line
      facts={
        <>
          {user ?? t('byServer')} · <RelativeTime millis={event.creation_timestamp} />
          {why !== '' && <> · {why}</>}
        </>
      }
    >
      {t(`event.${worded(event)}`, { subject: subject ?? '', became: became ?? '' })}
    </Line>
  );
}
