import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import type { Role } from '@/lib/roles';
import { Button, IconButton } from '@/ui/button';
import { Section } from '@/ui/section';
import { ErrorNote, FailedState, Skeleton } from '@/ui/states';
import { notifyError } from '@/ui/toast';
import { UserField } from '@/ui/user-field';
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
        {people?.map(({ id, username }) => (
          <li key={id}>
            <span>{username}</span>
            <IconButton
              label={t('unassign', { name: username })}
              onClick={() => unassign.mutate(username, { onError: notifyError })}
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
  const [username, setUsername] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (username.trim() === '' || assign.isPending) return;
    assign.mutate(username.trim(), { onSuccess: () => setUsername('') });
  };
  return (
    <form onSubmit={submit}>
      <div className={styles['form']}>
        <UserField label={t('username')} value={username} onChange={setUsername} />
        <Button type="submit" busy={assign.isPending} disabled={username.trim() === ''}>
          {t('assign')}
        </Button>
      </div>
      {assign.error && <ErrorNote error={assign.error} />}
    </form>
  );
}
