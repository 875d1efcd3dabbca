import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFreshRows } from '@/lib/fresh-rows';
import { REGISTRY_EVENTS } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { Button } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { NewRows } from '@/ui/new-rows';
import { Rows } from '@/ui/rows';
import { RowLinks } from '@/ui/row-links';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { listActivity, WHAT, type About, type ModelActivity, type Wanted } from '../api/activity';
import { useApprovalMessages } from '../messages-approvals';
import { ActivityLine } from './activity-line';
import styles from './lists.module.css';

type ActivityListProps = {
  about: About;
  wanted: Wanted;
  onWanted: (changed: Partial<Wanted>) => void;
  isLive: boolean;
  actions?: (activity: ModelActivity) => ReactNode;
  /** Beside what is looked for. */
  bar?: ReactNode;
};

/** What was done, newest first, and what can be done about it. */
export function ActivityList({ about, wanted, onWanted, isLive, actions, bar }: ActivityListProps) {
  const t = useApprovalMessages();
  const { what, by } = wanted;
  const queryKey = ['registry', 'activity', about, { what, by }];
  const load = (token: string | undefined, signal: AbortSignal) => listActivity(about, { what, by }, token, signal);
  const loaded = useLoadedRows(queryKey, load);
  const fresh = useFreshRows({
    queryKey,
    load,
    rowId: ({ activity_id: id }) => id,
    path: isLive ? REGISTRY_EVENTS : undefined,
    isOfModel: ({ name }) => about.name === undefined || name === about.name,
  });
  return (
    <>
      <div className={styles['bar']}>
        <ChoiceMenu
          label={t('what')}
          value={what}
          options={WHAT.map((one) => [one, t(`what.${one}`)] as const)}
          onChange={(chosen) => onWanted({ what: chosen })}
        />
        <SearchField label={t('byWhom')} value={by} onChange={(name) => onWanted({ by: name })} />
        {bar}
        <NewRows
          count={fresh.count}
          gone={fresh.gone}
          text={t('newActivity', { count: fresh.count })}
          onShow={fresh.show}
        />
      </div>
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : loaded.rows.length === 0 ? (
        <NoActivity isSearch={what !== 'all' || by !== ''} />
      ) : (
        <RowLinks className={styles['list']}>
          <Rows label={t('activity')}>
            {loaded.rows.map((activity) => (
              <ActivityLine
                key={activity.activity_id}
                activity={activity}
                about={about}
                actions={actions?.(activity)}
              />
            ))}
          </Rows>
          {loaded.hasMore && (
            <Button busy={loaded.isLoadingMore} onClick={loaded.more}>
              {t('more')}
            </Button>
          )}
        </RowLinks>
      )}
    </>
  );
}

function NoActivity({ isSearch }: { isSearch: boolean }) {
  const t = useApprovalMessages();
  return (
    <EmptyState icon={<History />} title={t(isSearch ? 'noneOfActivity' : 'noActivity')}>
      <p className="muted">{t(isSearch ? 'noneOfActivityText' : 'noActivityText')}</p>
    </EmptyState>
  );
}
