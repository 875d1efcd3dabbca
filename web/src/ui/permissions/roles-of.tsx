import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IdCard } from 'lucide-react';
import { useState } from 'react';
import type { Grantee } from '@/lib/permissions';
import { isOwn, rolesOfQuery, type Role } from '@/lib/roles';
import { workspace as current } from '@/lib/workspace';
import { Badge } from '../badge';
import { Button } from '../button';
import { Line, Rows } from '../rows';
import { Section } from '../section';
import { FailedState, Skeleton } from '../states';
import { usePermissionMessages } from './messages';
import { RolesDialog } from './roles-dialog';
import { PermissionSubject } from './subject';
import { usePermissionWords } from './words';

/** So many single permissions are shown at first. */
const FEW = 10;

/** The roles of a program or a group, with what was granted to it alone; administrators change them. */
export function RolesOf({ of }: { of: Grantee }) {
  const t = usePermissionMessages();
  const { data: roles, error, refetch } = useQuery(rolesOfQuery(of));
  const [isChanging, setChanging] = useState(false);
  const shared = roles?.filter((role) => !isOwn(role)) ?? [];
  return (
    <Section
      title={t('roles')}
      {...(roles && { count: shared.length })}
      actions={
        <Button onClick={() => setChanging(true)}>
          <IdCard />
          {t('changeRoles')}
        </Button>
      }
    >
      {error && !roles && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !roles && <Skeleton />}
      {roles && shared.length === 0 && <p className="muted">{t('noRole')}</p>}
      <Rows label={t('roles')}>
        {shared.map((role) => (
          <Line key={role.id} facts={role.description}>
            <RoleName role={role} />
          </Line>
        ))}
      </Rows>
      <Granted roles={roles?.filter(isOwn) ?? []} />
      {isChanging && <RolesDialog of={of} title={t('changeRoles')} onClose={() => setChanging(false)} />}
    </Section>
  );
}

/** A role leads to its page, which is there in its own workspace. */
function RoleName({ role: { id, name, workspace } }: { role: Role }) {
  if (workspace !== current) {
    return (
      <>
        {name} <Badge>{workspace}</Badge>
      </>
    );
  }
  return (
    <Link to="/roles/$roleId" params={{ roleId: String(id) }}>
      {name}
    </Link>
  );
}

function Granted({ roles }: { roles: readonly Role[] }) {
  const t = usePermissionMessages();
  const words = usePermissionWords();
  const [isWhole, setWhole] = useState(false);
  const granted = roles.flatMap(({ permissions = [], workspace }) =>
    permissions.map((permission) => ({ permission, workspace })),
  );
  if (granted.length === 0) return null;
  const shown = isWhole ? granted : granted.slice(0, FEW);
  return (
    <>
      <Rows label={t('granted')}>
        {shown.map(({ permission, workspace }) => (
          <Line
            key={permission.id}
            facts={t('granted')}
            actions={<span className="muted">{words.level(permission)}</span>}
          >
            <PermissionSubject permission={permission} isHere={workspace === current} />{' '}
            {workspace !== current && <Badge>{workspace}</Badge>}
          </Line>
        ))}
      </Rows>
      {shown.length < granted.length && (
        <div>
          <Button kind="quiet" onClick={() => setWhole(true)}>
            {t('showAll', { count: granted.length - shown.length })}
          </Button>
        </div>
      )}
    </>
  );
}
