import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import type { Grantee } from '@/lib/permissions';
import type { Role } from '@/lib/roles';
import { Badge } from '@/ui/badge';
import { Button, IconButton } from '@/ui/button';
import { GranteeField } from '@/ui/permissions/grantee-field';
import { Section } from '@/ui/section';
import { ErrorNote, FailedState, Skeleton } from '@/ui/states';
import { notifyError } from '@/ui/toast';
import { roleUsersQuery, useAssignRole, useUnassignRole } from '../api/roles';
import { useRoleMessages } from '../messages';
import styles from './role-parts.module.css';

/** Who has a role. */
export function RolePeople({ role }: { role: Role }) {
  const t = useRoleMessages();
  const { data: people, error, refetch } = useQuery(roleUsersQuery(role.id));
  const unassign = useUnassignRole(role.id);
  return (
    <Section title={t('people')} {...(people && { count: people.length })}>
      <AddPerson role={role} />
      {error && !people && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !people && <Skeleton />}
      {people?.length === 0 && <p className="muted">{t('nobody')}</p>}
      <ul className={styles['list']} aria-label={t('people')}>
        {people?.map((one) => (
          <li key={`${one.isGroup} ${one.name}`}>
            <span>
              {one.name} {one.isGroup && <Badge>{t('group')}</Badge>}
            </span>
            <IconButton
              label={t('unassign', { name: one.name })}
              onClick={() => unassign.mutate(one, { onError: notifyError })}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AddPerson({ role }: { role: Role }) {
  const t = useRoleMessages();
  const assign = useAssignRole(role.id);
  const [to, setTo] = useState<Grantee>({ name: '', isGroup: false });
  const name = to.name.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name === '' || assign.isPending) return;
    assign.mutate({ ...to, name }, { onSuccess: () => setTo({ ...to, name: '' }) });
  };
  return (
    <form onSubmit={submit}>
      <div className={styles['form']}>
        <GranteeField value={to} onChange={setTo} />
        <Button type="submit" busy={assign.isPending} disabled={name === ''}>
          {t('assign')}
        </Button>
      </div>
      {assign.error && <ErrorNote error={assign.error} />}
    </form>
  );
}
