import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Layers, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useIsAdmin } from '@/lib/session';
import { screenAddress, workspace as current } from '@/lib/workspace';
import { workspacesQuery, type Workspace } from '@/lib/workspaces';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { StorageUse } from '../components/storage-use';
import { WorkspaceDialog } from '../components/workspace-dialog';
import { WorkspaceMenu } from '../components/workspace-menu';
import { useWorkspaceMessages } from '../messages';
import styles from './workspaces-page.module.css';

const route = getRouteApi('/workspaces');

/** The workspaces that one sees; administrators make, describe and delete them. */
export function WorkspacesPage() {
  const t = useWorkspaceMessages();
  const { q: text } = route.useSearch();
  const show = route.useNavigate();
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery);
  const mayManage = useIsAdmin();
  const [isAdding, setAdding] = useState(false);
  const columns = useWorkspaceColumns(mayManage);
  if (error && !workspaces) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!workspaces) return <LoadingState />;
  const sought = text.toLowerCase();
  const found = workspaces.filter(
    ({ name, description }) => name.includes(sought) || description?.toLowerCase().includes(sought) === true,
  );
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
      <p className="muted">{t('about')}</p>
      <div className={styles['bar']}>
        <SearchField label={t('search')} value={text} onChange={(q) => void show({ search: { q }, replace: true })} />
      </div>
      <DataTable
        label={t('title')}
        keptAs="workspaces"
        columns={columns}
        rowCount={found.length}
        row={(index) => found[index]}
        rowId={({ name }) => name}
        subject={text}
        onOpen={({ name }) => location.assign(screenAddress('/', name))}
        empty={<EmptyState icon={<Layers />} title={t('noneFound')} />}
      />
      {isAdding && <WorkspaceDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function useWorkspaceColumns(mayManage: boolean): Column<Workspace>[] {
  const t = useWorkspaceMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 260,
        cell: ({ name }) => (
          <>
            <a href={screenAddress('/', name)} className="truncate" title={name}>
              {name}
            </a>{' '}
            {name === current && <Badge>{t('here')}</Badge>}
          </>
        ),
      },
      {
        id: 'description',
        name: t('description'),
        width: 380,
        cell: ({ description }) => (
          <span className="truncate" title={description ?? undefined}>
            {description}
          </span>
        ),
      },
      {
        id: 'root',
        name: t('root'),
        width: 320,
        cell: ({ default_artifact_root: root }) =>
          root ? (
            <code className="truncate" title={root}>
              {root}
            </code>
          ) : (
            <span className="muted">{t('rootOfServer')}</span>
          ),
      },
      {
        id: 'storage',
        name: t('storage'),
        width: 200,
        cell: ({ name }) => <StorageUse name={name} />,
      },
      ...(mayManage
        ? [
            {
              id: 'actions',
              name: t('actions'),
              width: 100,
              cell: (workspace: Workspace) => <WorkspaceMenu workspace={workspace} />,
            },
          ]
        : []),
    ],
    [t, mayManage],
  );
}
