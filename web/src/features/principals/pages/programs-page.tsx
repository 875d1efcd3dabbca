import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Bot } from 'lucide-react';
import { useMemo } from 'react';
import { calledBy, type Principal } from '@/lib/principals';
import { Badge } from '@/ui/badge';
import { CopyId } from '@/ui/copy-button';
import type { Column } from '@/ui/data-table/columns';
import { GroupLinks } from '../components/group-links';
import { NewDialog } from '../components/new-dialog';
import { PrincipalList } from '../components/principal-list';
import { ProgramMenu } from '../components/program-menu';
import { useProgramMessages } from '../program-messages';

const route = getRouteApi('/service-principals');

/** The accounts of programs, for administrators. */
export function ProgramsPage() {
  const t = useProgramMessages();
  const { q: text } = route.useSearch();
  const show = route.useNavigate();
  const navigate = useNavigate();
  const columns = useProgramColumns();
  const open = ({ id }: Principal) =>
    void navigate({ to: '/service-principals/$principalId', params: { principalId: id } });
  return (
    <PrincipalList
      kind="ServicePrincipals"
      words={{
        title: t('title'),
        about: t('about'),
        search: t('search'),
        create: t('create'),
        none: t('none'),
        noneHint: t('noneHint'),
        noneFound: t('noneFound'),
      }}
      icon={<Bot />}
      columns={columns}
      text={text}
      onText={(q) => void show({ search: { q }, replace: true })}
      onOpen={open}
      creating={(close) => (
        <NewDialog
          kind="ServicePrincipals"
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

function useProgramColumns(): Column<Principal>[] {
  const t = useProgramMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('name'),
        width: 300,
        cell: (program) => (
          <Link
            to="/service-principals/$principalId"
            params={{ principalId: program.id }}
            className="truncate"
            title={calledBy(program)}
          >
            {calledBy(program)}
          </Link>
        ),
      },
      {
        id: 'applicationId',
        name: t('applicationId'),
        width: 340,
        cell: ({ applicationId = '' }) => <CopyId id={applicationId} />,
      },
      {
        id: 'state',
        name: t('state'),
        width: 130,
        cell: ({ active }) => (active === false ? <Badge tone="warning">{t('disabled')}</Badge> : t('active')),
      },
      {
        id: 'groups',
        name: t('groups'),
        width: 260,
        cell: ({ groups }) => (
          <span className="truncate">
            <GroupLinks groups={groups} />
          </span>
        ),
      },
      {
        id: 'actions',
        name: t('actions'),
        width: 100,
        cell: (program) => <ProgramMenu program={program} onDeleted={() => undefined} />,
      },
    ],
    [t],
  );
}
