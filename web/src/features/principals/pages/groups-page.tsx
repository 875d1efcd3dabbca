import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { useMemo } from 'react';
import { calledBy, type Principal } from '@/lib/principals';
import type { Column } from '@/ui/data-table/columns';
import { GroupLinks } from '../components/group-links';
import { GroupMenu } from '../components/group-menu';
import { NewDialog } from '../components/new-dialog';
import { PrincipalList } from '../components/principal-list';
import { useGroupMessages } from '../group-messages';

const route = getRouteApi('/groups');

/** The groups of the server, for administrators. */
export function GroupsPage() {
  const t = useGroupMessages();
  const { q: text } = route.useSearch();
  const show = route.useNavigate();
  const navigate = useNavigate();
  const columns = useGroupColumns();
  const open = ({ id }: Principal) => void navigate({ to: '/groups/$groupId', params: { groupId: id } });
  return (
    <PrincipalList
      kind="Groups"
      words={{
        title: t('title'),
        about: t('about'),
        search: t('search'),
        create: t('create'),
        none: t('none'),
        noneHint: t('noneHint'),
        noneFound: t('noneFound'),
      }}
      icon={<UsersRound />}
      columns={columns}
      text={text}
      onText={(q) => void show({ search: { q }, replace: true })}
      onOpen={open}
      creating={(close) => (
        <NewDialog
          kind="Groups"
          title={t('create')}
          label={t('name')}
          action={t('createAction')}
          done={(name) => t('created', { name })}
          onDone={open}
          onClose={close}
        />
      )}
    />
  );
}

function useGroupColumns(): Column<Principal>[] {
  const t = useGroupMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 360,
        cell: (group) => (
          <Link to="/groups/$groupId" params={{ groupId: group.id }} className="truncate" title={calledBy(group)}>
            {calledBy(group)}
          </Link>
        ),
      },
      {
        id: 'within',
        name: t('within'),
        width: 300,
        cell: ({ groups }) => (
          <span className="truncate">
            <GroupLinks groups={groups} />
          </span>
        ),
      },
      {
        id: 'directory',
        name: t('directory'),
        width: 300,
        cell: ({ externalId }) =>
          externalId !== undefined && (
            <code className="truncate" title={externalId}>
              {externalId}
            </code>
          ),
      },
      {
        id: 'actions',
        name: t('actions'),
        width: 100,
        cell: (group) => <GroupMenu group={group} onDeleted={() => undefined} />,
      },
    ],
    [t],
  );
}
