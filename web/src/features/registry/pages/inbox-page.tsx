import { getRouteApi } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useFollowedRegistry } from '@/lib/follow-model';
import { LiveButton } from '@/ui/live-button';
import { Page } from '@/ui/page';
import { EmptyState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { RequestList } from '../components/request-list';
import { useApprovalMessages } from '../messages-approvals';

const route = getRouteApi('/inbox');

/** Open requests in the workspace: those that one may decide, or one's own. */
export function InboxPage() {
  const t = useApprovalMessages();
  const { of, live } = route.useSearch();
  const show = route.useNavigate();
  const state = useFollowedRegistry('registry', live);
  return (
    <Page
      title={t('requests')}
      actions={
        <LiveButton
          state={state}
          isPaused={!live}
          onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
        />
      }
    >
      <div>
        <Switcher
          label={t('whose')}
          value={of}
          options={[
            ['waiting', t('waiting')],
            ['mine', t('mine')],
          ]}
          onChange={(chosen) => void show({ search: (before) => ({ ...before, of: chosen }) })}
        />
      </div>
      <RequestList
        key={of}
        label={t('requests')}
        requests={{ of }}
        isLive={live}
        empty={
          <EmptyState icon={<Inbox />} title={t(of === 'mine' ? 'noMine' : 'noWaiting')}>
            <p className="muted">{t(of === 'mine' ? 'noMineText' : 'noWaitingText')}</p>
          </EmptyState>
        }
      />
    </Page>
  );
}
