import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserPermission } from '@/api/schema.gen';
import { ownPermissionsQuery } from '@/lib/permissions';
import { isOwn } from '@/lib/roles';
import { workspace as current } from '@/lib/workspace';
import { Button } from '@/ui/button';
import { PermissionSubject } from '@/ui/permissions/subject';
import { usePermissionWords } from '@/ui/permissions/words';
import { Section } from '@/ui/section';
import { FailedState, Skeleton } from '@/ui/states';
import { useAccountMessages } from '../messages';
import styles from './may-do.module.css';

/** What one's roles give, and what was granted to oneself. */
export function MayDo() {
  const t = useAccountMessages();
  const { data, error, refetch } = useQuery(ownPermissionsQuery);
  const permissions = data?.permissions ?? [];
  const workspaces = [...new Set(permissions.map(({ workspace }) => workspace))];
  return (
    <Section title={t('mayDo')}>
      {error && !data && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton />}
      {data?.is_admin && <p>{t('mayDoAll')}</p>}
      {data && !data.is_admin && permissions.length === 0 && <p>{t('mayDoNothing')}</p>}
      {!data?.is_admin &&
        workspaces.map((workspace) => (
          <Workspace
            key={workspace}
            name={workspace}
            permissions={permissions.filter((permission) => permission.workspace === workspace)}
          />
        ))}
    </Section>
  );
}

/** So many are shown at first: one has a permission on each experiment that one made. */
const FEW = 10;

function Workspace({ name, permissions }: { name: string; permissions: readonly UserPermission[] }) {
  const t = useAccountMessages();
  const words = usePermissionWords();
  const [isWhole, setWhole] = useState(false);
  const sorted = [...permissions].sort((one, other) => Number(isOwn(named(one))) - Number(isOwn(named(other))));
  const hidden = isWhole ? 0 : Math.max(0, sorted.length - FEW);
  return (
    <div className={styles['workspace']}>
      <h3>{name}</h3>
      <ul aria-label={name}>
        {sorted.slice(0, sorted.length - hidden).map((permission) => (
          <li key={`${permission.role_id} ${permission.resource_type} ${permission.resource_pattern}`}>
            <PermissionSubject permission={permission} isHere={name === current} />
            <span>{words.level(permission)}</span>
            <small>{isOwn(named(permission)) ? t('byGrant') : t('byRole', { role: permission.role_name })}</small>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div>
          <Button kind="quiet" onClick={() => setWhole(true)}>
            {t('showAll', { count: hidden })}
          </Button>
        </div>
      )}
    </div>
  );
}

function named({ role_name: name }: UserPermission): { name: string } {
  return { name };
}
