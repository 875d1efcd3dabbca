import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { UserPlus, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ApiError } from '@/lib/api-client';
import { betweenNames } from '@/lib/format';
import { isOwn, type Role } from '@/lib/roles';
import { DEFAULT_WORKSPACE } from '@/lib/workspace';
import { usersQuery } from '@/lib/users';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import type { User } from '../api/users';
import { AddUserDialog } from '../components/add-user-dialog';
import { UserMenu } from '../components/user-menu';
import { useAccountMessages } from '../messages';
import styles from './users-page.module.css';

const route = getRouteApi('/users');

/** Everybody who has an account, for administrators. */
export function UsersPage() {
  const t = useAccountMessages();
  const { q: text } = route.useSearch();
  const show = route.useNavigate();
  const { data: users, error, refetch } = useQuery(usersQuery);
  const [isAdding, setAdding] = useState(false);
  const columns = useUserColumns();
  const isRefused = error instanceof ApiError && error.isForbidden; // also where they were seen before
  if (error && (!users || isRefused)) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!users) return <LoadingState />;
  const found = users.filter(({ username }) => username.toLowerCase().includes(text.toLowerCase()));
  return (
    <Page
      title={t('users')}
      fill
      actions={
        <Button kind="primary" onClick={() => setAdding(true)}>
          <UserPlus />
          {t('addUser')}
        </Button>
      }
    >
      <div className={styles['bar']}>
        <SearchField
          label={t('searchUsers')}
          value={text}
          onChange={(q) => void show({ search: { q }, replace: true })}
        />
      </div>
      <DataTable
        label={t('users')}
        keptAs="users"
        columns={columns}
        rowCount={found.length}
        row={(index) => found[index]}
        rowId={({ username }) => username}
        subject={text}
        empty={<EmptyState icon={<Users />} title={t('noSuchUser')} />}
      />
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

/** A role, with its workspace where that is another one than everybody's. */
function nameOf({ name, workspace }: Pick<Role, 'name' | 'workspace'>): string {
  return workspace === DEFAULT_WORKSPACE ? name : `${workspace}: ${name}`;
}

function useUserColumns(): Column<User>[] {
  const t = useAccountMessages();
  return useMemo(
    () => [
      {
        id: 'username',
        name: t('username'),
        width: 360,
        cell: ({ username }) => (
          <span className="truncate" title={username}>
            {username}
          </span>
        ),
      },
      {
        id: 'kind',
        name: t('kind'),
        width: 160,
        cell: ({ is_admin: isAdmin }) => (isAdmin ? <Badge>{t('admin')}</Badge> : t('member')),
      },
      {
        id: 'roles',
        name: t('roles'),
        width: 320,
        cell: ({ roles = [] }) => {
          const names = roles
            .filter((role) => !isOwn(role))
            .map(nameOf)
            .join(betweenNames());
          return (
            <span className="truncate" title={names}>
              {names}
            </span>
          );
        },
      },
      { id: 'actions', name: t('actions'), width: 100, cell: (user) => <UserMenu user={user} /> },
    ],
    [t],
  );
}
