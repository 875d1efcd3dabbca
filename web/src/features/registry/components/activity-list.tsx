import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Rows } from '@/ui/rows';
import { RowLinks } from '@/ui/row-links';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { activityQuery, type About, type ModelActivity } from '../api/activity';
import { useApprovalMessages } from '../messages-approvals';
import { ActivityLine } from './activity-line';
import styles from './lists.module.css';

type ActivityListProps = { about: About; actions?: (activity: ModelActivity) => ReactNode };

/** What was done, newest first, and what can be done about it. */
export function ActivityList({ about, actions }: ActivityListProps) {
  const t = useApprovalMessages();
  const query = useInfiniteQuery(activityQuery(about));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const found = data?.pages.flatMap(({ activities = [] }) => activities);
  if (!found) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  if (found.length === 0) {
    return (
      <EmptyState icon={<History />} title={t('noActivity')}>
        <p className="muted">{t('noActivityText')}</p>
      </EmptyState>
    );
  }
  return (
    <RowLinks className={styles['list']}>
      <Rows label={t('activity')}>
        {found.map((activity) => (
          <ActivityLine key={activity.activity_id} activity={activity} about={about} actions={actions?.(activity)} />
        ))}
      </Rows>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </RowLinks>
  );
}
