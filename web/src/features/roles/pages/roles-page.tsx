import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { IdCard, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useManagesWorkspace } from '@/lib/permissions';
import { rolesQuery, type Role } from '@/lib/roles';
import { Button } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { usePermissionWords } from '@/ui/permissions/words';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { RoleDialog } from '../components/role-dialog';
import { useRoleMessages } from '../messages';
import styles from './roles-page.module.css';

const route = getRouteApi('/roles');

/** The roles of the workspace, and what each gives. */
export function RolesPage() {
  const t = useRoleMessages();
  const navigate = useNavigate();
  const { q: text } = route.useSearch();
  const show = route.useNavigate();
  const { data: roles, error, refetch } = useQuery(rolesQuery);
  const mayManage = useManagesWorkspace();
  const [isAdding, setAdding] = useState(false);
  const columns = useRoleColumns();
  if (error && !roles) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!roles) return <LoadingState />;
  const found = roles.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  const open = (id: number) => void navigate({ to: '/roles/$roleId', params: { roleId: String(id) } });
  return (
    <Page
      title={t('title')}
      fill
      actions={
        mayManage && (
          <Button kind="primary" onClick={() => setAdding(true)}>
            <Plus />
            {t('create')}
          </Button>
        )
      }
    >
      <p className="muted">{t(mayManage ? 'about' : 'aboutNotYours')}</p>
      <div className={styles['bar']}>
        <SearchField label={t('search')} value={text} onChange={(q) => void show({ search: { q }, replace: true })} />
      </div>
      <DataTable
        label={t('title')}
        keptAs="roles"
        columns={columns}
        rowCount={found.length}
        row={(index) => found[index]}
        rowId={({ id }) => String(id)}
        subject={text}
        onOpen={({ id }) => open(id)}
        empty={
          <EmptyState icon={<IdCard />} title={t(roles.length === 0 ? 'none' : 'noneFound')}>
            {roles.length === 0 && <p className="muted">{t('noneHint')}</p>}
          </EmptyState>
        }
      />
      {isAdding && <RoleDialog onDone={(role) => open(role.id)} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function useRoleColumns(): Column<Role>[] {
  const t = useRoleMessages();
  const words = usePermissionWords();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 220,
        cell: ({ id, name }) => (
          <Link to="/roles/$roleId" params={{ roleId: String(id) }} className="truncate" title={name}>
            {name}
          </Link>
        ),
      },
      {
        id: 'description',
        name: t('description'),
        width: 360,
        cell: ({ description }) => (
          <span className="truncate" title={description ?? undefined}>
            {description}
          </span>
        ),
      },
      {
        id: 'gives',
        name: t('gives'),
        width: 420,
        cell: ({ permissions = [] }) => {
          const text = permissions.map((one) => `${words.subject(one)}: ${words.level(one)}`).join(' · ');
          return (
            <span className="truncate" title={text}>
              {text === '' ? t('nothing') : text}
            </span>
          );
        },
      },
    ],
    [t, words],
  );
}
