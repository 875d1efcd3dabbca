import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { betweenNames } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { ChoiceMenu } from '@/ui/choice-menu';
import { DataTable } from '@/ui/data-table/data-table';
import { useExperimentCrumbs } from '@/ui/experiment-crumbs';
import { Page } from '@/ui/page';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { placeQuery, queuedTraces, STATUSES, type ReviewPlace } from '../api/reviews';
import { QueueActions } from '../components/queue-actions';
import { figuresOf, QueueProgressBar } from '../components/queue-progress';
import { ReviewerButton } from '../components/reviewer-button';
import styles from '../components/reviews.module.css';
import { SelectedItems } from '../components/selected-items';
import { useItemColumns } from '../components/item-columns';
import { useReviewMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/review-queue/$queueId');
const NONE: ReadonlySet<string> = new Set();

/** One review queue: what it asks of whom, and its traces. */
export function QueuePage() {
  const t = useReviewMessages();
  const { experimentId, queueId } = route.useParams();
  const crumbs = useExperimentCrumbs(experimentId);
  const { data: place, error, refetch } = useQuery(placeQuery(queueId, ''));
  const params = { experimentId };
  if (!place) {
    return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  }
  const { review_queue: queue } = place.progress;
  return (
    <Page
      title={queue.name}
      crumbs={[...crumbs, { text: t('reviews'), to: { to: '/experiments/$experimentId/review-queue', params } }]}
      aside={<QueueProgressBar queue={place.progress} />}
      actions={<QueueActions place={place} />}
      fill
    >
      <AboutQueue place={place} />
      <Items place={place} />
    </Page>
  );
}

function AboutQueue({ place }: { place: ReviewPlace }) {
  const t = useReviewMessages();
  const { users = [] } = place.progress.review_queue;
  const questions = place.label_schemas ?? [];
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>{t('people')}</dt>
        <dd>{users.length === 0 ? t('anybody') : users.join(betweenNames())}</dd>
      </div>
      <div>
        <dt>{t('questions')}</dt>
        <dd>{questions.map((schema) => schema.name).join(betweenNames()) || '–'}</dd>
      </div>
    </dl>
  );
}

function Items({ place }: { place: ReviewPlace }) {
  const t = useReviewMessages();
  const navigate = useNavigate();
  const { experimentId, queueId } = route.useParams();
  const { status } = route.useSearch();
  const show = route.useNavigate();
  const [chosen, setChosen] = useState({ status, ids: NONE });
  const selected = chosen.status === status ? chosen.ids : NONE; // nothing is done to rows that are out of sight
  const select = (ids: ReadonlySet<string>) => setChosen({ status, ids });
  const loaded = useLoadedRows(['reviews', 'items', queueId, status], (token, signal) =>
    queuedTraces(queueId, status, token, signal),
  );
  const columns = useItemColumns(experimentId, queueId);
  return (
    <>
      <div className={styles['bar']}>
        <ChoiceMenu
          label={t('status')}
          value={status}
          options={STATUSES.map((option) => [option, t(`status.${option}`)] as const)}
          onChange={(option) => void show({ search: { status: option } })}
        />
        <SelectedItems queueId={queueId} ids={[...selected]} onDone={() => select(NONE)} />
        <span className={styles['end']}>
          <ReviewerButton />
        </span>
      </div>
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('trace')}
          keptAs="review-queue"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={({ item }) => item.item_id}
          onRange={loaded.onRange}
          selected={selected}
          onSelect={select}
          subject={status}
          onOpen={({ item }) =>
            void navigate({
              to: '/experiments/$experimentId/review-queue/$queueId/review',
              params: { experimentId, queueId },
              search: { item: item.item_id },
            })
          }
          empty={figuresOf(place.progress).total === 0 ? <NoItems /> : <EmptyState title={t('noneSuch')} />}
        />
      )}
    </>
  );
}

function NoItems() {
  const t = useReviewMessages();
  const { experimentId } = route.useParams();
  return (
    <EmptyState icon={<ClipboardCheck />} title={t('emptyQueue')}>
      <p className="muted">{t('emptyQueueText')}</p>
      <Link to="/experiments/$experimentId/traces" params={{ experimentId }}>
        {t('toTraces')}
      </Link>
    </EmptyState>
  );
}
