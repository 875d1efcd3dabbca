import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { CHOSEN_LEVELS, type Level } from '@/lib/permissions';
import type { Role } from '@/lib/roles';
import { workspace } from '@/lib/workspace';
import { Button, IconButton } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { PermissionSubject } from '@/ui/permissions/subject';
import { usePermissionWords } from '@/ui/permissions/words';
import { Section } from '@/ui/section';
import { notifyError } from '@/ui/toast';
import { useChangePermission, useRemovePermission, type RolePermission } from '../api/roles';
import { useRoleMessages } from '../messages';
import { AddPermissionDialog } from './add-permission-dialog';
import styles from './role-parts.module.css';

/** What a role lets those do who have it. */
export function RolePermissions({ role, mayManage }: { role: Role; mayManage: boolean }) {
  const t = useRoleMessages();
  const [isAdding, setAdding] = useState(false);
  const permissions = (role.permissions ?? []) as RolePermission[];
  return (
    <Section
      title={t('gives')}
      count={permissions.length}
      actions={
        mayManage && (
          <Button onClick={() => setAdding(true)}>
            <Plus />
            {t('addPermission')}
          </Button>
        )
      }
    >
      {permissions.length === 0 && <p className="muted">{t('nothingYet')}</p>}
      <ul className={styles['list']} aria-label={t('gives')}>
        {permissions.map((permission) => (
          <Row
            key={permission.id}
            permission={permission}
            isHere={role.workspace === workspace}
            mayManage={mayManage}
          />
        ))}
      </ul>
      {isAdding && <AddPermissionDialog role={role} onClose={() => setAdding(false)} />}
    </Section>
  );
}

type RowProps = { permission: RolePermission; isHere: boolean; mayManage: boolean };

function Row({ permission, isHere, mayManage }: RowProps) {
  const t = useRoleMessages();
  const words = usePermissionWords();
  const change = useChangePermission();
  const remove = useRemovePermission();
  const subject = words.subject(permission);
  const now = permission.permission as Level;
  const levels: readonly Level[] = permission.resource_type === 'workspace' ? ['USE', 'MANAGE'] : CHOSEN_LEVELS;
  const options = levels.includes(now) ? levels : [now, ...levels];
  return (
    <li>
      <PermissionSubject permission={permission} isHere={isHere} />
      {mayManage ? (
        <>
          <ChoiceMenu
            label={t('levelOf', { subject })}
            value={now}
            options={options.map((level) => [level, words.level({ ...permission, permission: level })] as const)}
            onChange={(level) => change.mutate({ id: permission.id, level }, { onError: notifyError })}
          />
          <IconButton
            label={t('removePermission', { subject })}
            onClick={() => remove.mutate(permission.id, { onError: notifyError })}
          >
            <X />
          </IconButton>
        </>
      ) : (
        <span className="muted">{words.level(permission)}</span>
      )}
    </li>
  );
}
