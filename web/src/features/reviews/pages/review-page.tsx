import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, PartyPopper } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, type ComponentType } from 'react';
import { count } from '@/lib/format';
import { useReviewer } from '@/lib/reviewer';
import { lookOf, type TraceLook } from '@/lib/trace-look';
import { traceQuery } from '@/lib/traces';
import { IconButton } from '@/ui/button';
import { useExperimentCrumbs } from '@/ui/experiment-crumbs';
import { Page } from '@/ui/page';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { notifyError } from '@/ui/toast';
import { answeredBefore, toSend, type Drafts } from '../api/answers';
import { placeQuery, useAnswer, useSetStatus, type ReviewPlace, type Status } from '../api/reviews';
import { AnswerForm } from '../components/answer-form';
import { figuresOf, QueueProgressBar } from '../components/queue-progress';
import { ReviewerButton } from '../components/reviewer-button';
import { useReviewKeys } from '../components/use-review-keys';
import { forgetSaved, isSame, useUnsaved } from '../components/use-unsaved';
import { useReviewMessages } from '../messages';
import styles from './review-page.module.css';

const route = getRouteApi('/experiments/$experimentId/review-queue/$queueId/review');

/** What shows a trace, as the app gives it. */
export type ShownTrace = ComponentType<{
  traceId: string;
  /** Whether all its spans are shown, rather than what went in and came out. */
  spans: boolean;
  onSpans: (spans: boolean) => void;
  look: TraceLook;
  onLook: (look: Partial<TraceLook>) => void;
}>;

type Placed = NonNullable<ReviewPlace['placed']>;

/** One trace of a queue after the other, beside the questions about it. */
export function ReviewPage({ trace }: { trace: ShownTrace }) {
  const t = useReviewMessages();
  const { experimentId, queueId } = route.useParams();
  const crumbs = useExperimentCrumbs(experimentId);
  const { item } = route.useSearch();
  const { data, error, refetch, isFetching } = useQuery(placeQuery(queueId, item));
  // Which is the first to be reviewed may have changed since it was last asked.
  const place = item === '' && isFetching ? undefined : data;
  const [unsaved, keep] = useUnsaved(queueId);
  const client = useQueryClient();
  const show = route.useNavigate();
  const first = item === '' ? place?.placed?.item.item_id : undefined;
  useEffect(() => {
    if (first === undefined) return;
    client.setQueryData(placeQuery(queueId, first).queryKey, place);
    void show({ search: (before) => ({ ...before, item: first }), replace: true });
  }, [client, show, queueId, first, place]);
  if (!place) {
    return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  }
  const { progress, placed } = place;
  const { review_queue: queue } = progress;
  const params = { experimentId, queueId };
  return (
    <Page
      title={t('review')}
      crumbs={[
        ...crumbs,
        { text: t('reviews'), to: { to: '/experiments/$experimentId/review-queue', params } },
        { text: queue.name, to: { to: '/experiments/$experimentId/review-queue/$queueId', params } },
      ]}
      aside={
        <>
          {placed && (
            <span className={styles['place']}>
              {t('place', { place: count(placed.place ?? 0), total: count(figuresOf(progress).total) })}
            </span>
          )}
          <QueueProgressBar queue={progress} />
        </>
      }
      actions={<Actions placed={placed ?? undefined} />}
      fill
    >
      {placed ? (
        <Reviewed
          key={placed.item.item_id}
          place={place}
          placed={placed}
          trace={trace}
          unsaved={unsaved[placed.item.item_id]}
          onUnsaved={(drafts) => keep(placed.item.item_id, drafts)}
        />
      ) : (
        <EmptyState icon={<PartyPopper />} title={t('allDone')}>
          <p className="muted">{t('allDoneText', { count: figuresOf(progress).done })}</p>
          <Link to="/experiments/$experimentId/review-queue/$queueId" params={params}>
            {t('backToQueue')}
          </Link>
        </EmptyState>
      )}
    </Page>
  );
}

/** Goes to another trace of the queue; to the first that is to be reviewed without one. */
function useGo() {
  const show = route.useNavigate();
  return useCallback(
    (item: string | null | undefined) =>
      void show({ search: (before) => ({ ...before, item: item ?? '', span: '', tab: 'values' as const, find: '' }) }),
    [show],
  );
}

function Actions({ placed }: { placed: Placed | undefined }) {
  const t = useReviewMessages();
  const go = useGo();
  const to = (item: string | null | undefined) => (item ? () => go(item) : undefined);
  const previous = to(placed?.previous_item_id);
  const next = to(placed?.next_item_id);
  useReviewKeys({ previous, next, skip: to(placed?.next_pending_item_id) });
  return (
    <>
      <ReviewerButton />
      <IconButton label={t('previous')} kind="normal" disabled={!previous} onClick={previous}>
        <ChevronLeft />
      </IconButton>
      <IconButton label={t('next')} kind="normal" disabled={!next} onClick={next}>
        <ChevronRight />
      </IconButton>
    </>
  );
}

type ReviewedProps = {
  place: ReviewPlace;
  placed: Placed;
  trace: ShownTrace;
  unsaved: Drafts | undefined;
  onUnsaved: (drafts: Drafts) => void;
};

function Reviewed({ place, placed, trace: Trace, unsaved, onUnsaved }: ReviewedProps) {
  const { queueId } = route.useParams();
  const search = route.useSearch();
  const { spans } = search;
  const show = route.useNavigate();
  const go = useGo();
  const client = useQueryClient();
  const { name: reviewer } = useReviewer();
  const answer = useAnswer(queueId, ({ itemId: saved, unsaved: sent }) => {
    void client.invalidateQueries({ queryKey: ['traces'] });
    forgetSaved(queueId, saved, sent);
  });
  const setStatus = useSetStatus(queueId, notifyError);
  const { item_id: itemId } = placed.item;
  const following = placed.next_pending_item_id;
  const schemas = place.label_schemas ?? [];
  const { data: trace } = useQuery(traceQuery(itemId));
  const before = trace && answeredBefore(schemas, trace.assessments ?? [], reviewer);
  const drafts = unsaved ?? before;

  useEffect(() => {
    if (following) client.query(traceQuery(following)).catch(() => undefined); // it tells of it once it is shown
  }, [client, following]);

  const latest = useRef(unsaved);
  useLayoutEffect(() => {
    latest.current = unsaved;
  });
  const submit = () =>
    answer.mutate(
      { itemId, reviewer, answers: toSend(schemas, before ?? {}, drafts ?? {}), unsaved },
      {
        onSuccess: () => {
          const isAllSaved = latest.current === undefined || isSame(latest.current, unsaved);
          if (isAllSaved) go(following); // else somebody goes on writing here
        },
      },
    );
  const mark = (status: Status, isGoing: boolean) =>
    setStatus.mutate({ itemId, status, reviewer }, { onSuccess: () => (isGoing ? go(following) : undefined) });
  return (
    <div className={styles['panes']}>
      <div className={styles['trace']}>
        <Trace
          traceId={itemId}
          spans={spans}
          onSpans={(chosen) => void show({ search: (now) => ({ ...now, spans: chosen }), replace: true })}
          look={lookOf(search)}
          onLook={(look) => void show({ search: (now) => ({ ...now, ...look }), replace: true })}
        />
      </div>
      {drafts ? (
        <AnswerForm
          key={reviewer}
          schemas={schemas}
          item={placed.item}
          drafts={drafts}
          onDrafts={onUnsaved}
          isLast={!following}
          isBusy={answer.isPending || setStatus.isPending}
          error={answer.error}
          onSubmit={submit}
          onSkip={following ? () => go(following) : undefined}
          onDecline={() => mark('DECLINED', true)}
          onReopen={() => mark('PENDING', false)}
        />
      ) : (
        <LoadingState />
      )}
    </div>
  );
}
