import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useManagesWorkspace } from '@/lib/permissions';
import type { Role } from '@/lib/roles';
import { workspace } from '@/lib/workspace';
import { Badge } from '@/ui/badge';
import { Page } from '@/ui/page';
import { FailedState, LoadingState } from '@/ui/states';
import { roleQuery } from '../api/roles';
import { RoleMenu } from '../components/role-menu';
import { RolePeople } from '../components/role-people';
import { RolePermissions } from '../components/role-permissions';
import { useRoleMessages } from '../messages';

const route = getRouteApi('/roles/$roleId');

/** One role: what it gives, and who has it. */
export function RolePage() {
  const { roleId } = route.useParams();
  const { data: role, error, refetch } = useQuery(roleQuery(Number(roleId)));
  if (role) return <Loaded role={role} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ role }: { role: Role }) {
  const t = useRoleMessages();
  const mayManage = useManagesWorkspace() && role.workspace === workspace;
  return (
    <Page
      title={role.name}
      crumbs={[{ text: t('title'), to: { to: '/roles' } }]}
      aside={role.workspace !== workspace && <Badge>{role.workspace}</Badge>}
      actions={mayManage && <RoleMenu role={role} />}
    >
      {role.description && <p className="muted">{role.description}</p>}
      <RolePermissions role={role} mayManage={mayManage} />
      {mayManage ? <RolePeople role={role} /> : <p className="muted">{t('peopleNotYours')}</p>}
    </Page>
  );
}
