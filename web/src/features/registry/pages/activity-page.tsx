import { getRouteApi } from '@tanstack/react-router';
import { useFollowedRegistry } from '@/lib/follow-model';
import { LiveButton } from '@/ui/live-button';
import { Page } from '@/ui/page';
import { ActivityList } from '../components/activity-list';
import styles from '../components/lists.module.css';
import { useApprovalMessages } from '../messages-approvals';

const route = getRouteApi('/activity');

/** What was done to all models and prompts of the workspace. */
export function ActivityPage() {
  const t = useApprovalMessages();
  const { live, ...wanted } = route.useSearch();
  const show = route.useNavigate();
  const state = useFollowedRegistry('registry', live);
  return (
    <Page
      title={t('news')}
      fill
      actions={
        <LiveButton
          state={state}
          isPaused={!live}
          onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
        />
      }
    >
      <div className={styles['column']}>
        <ActivityList
          about={{}}
          wanted={wanted}
          onWanted={(changed) => void show({ search: (before) => ({ ...before, ...changed }), replace: true })}
          isLive={live}
        />
      </div>
    </Page>
  );
}
