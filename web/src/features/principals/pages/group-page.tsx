import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { calledBy, principalQuery, type Principal } from '@/lib/principals';
import { Page } from '@/ui/page';
import { RolesOf } from '@/ui/permissions/roles-of';
import { Facts } from '@/ui/section';
import { FailedState, LoadingState } from '@/ui/states';
import { GroupLinks } from '../components/group-links';
import { GroupMenu } from '../components/group-menu';
import { Members } from '../components/members';
import { useGroupMessages } from '../group-messages';
import styles from '../components/parts.module.css';

const route = getRouteApi('/groups/$groupId');

/** One group: who is in it, and what they may do by that. */
export function GroupPage() {
  const { groupId } = route.useParams();
  const { data: group, error, refetch } = useQuery(principalQuery('Groups', groupId));
  if (group) return <Loaded key={group.id} group={group} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ group }: { group: Principal }) {
  const t = useGroupMessages();
  const { q: text } = route.useSearch();
  const show = route.useNavigate();
  const navigate = useNavigate();
  const { groups = [], externalId } = group;
  return (
    <Page
      title={calledBy(group)}
      crumbs={[{ text: t('title'), to: { to: '/groups' } }]}
      actions={<GroupMenu group={group} onDeleted={() => void navigate({ to: '/groups' })} />}
    >
      {(groups.length > 0 || externalId !== undefined) && (
        <div className={styles['facts']}>
          <Facts
            facts={[
              [t('within'), groups.length > 0 && <GroupLinks key="within" groups={groups} />],
              [t('directory'), externalId !== undefined && <code key="directory">{externalId}</code>],
            ]}
          />
        </div>
      )}
      <Members group={group} text={text} onText={(q) => void show({ search: { q }, replace: true })} />
      <RolesOf of={{ name: calledBy(group), isGroup: true }} />
    </Page>
  );
}
