import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import type { Grantee } from '@/lib/permissions';
import { principalsNamed } from '@/lib/principals';
import { useIsAdmin } from '@/lib/session';
import { usersQuery } from '@/lib/users';
import { Switcher } from '../switcher';
import { TextField } from '../text-field';
import { usePermissionMessages } from './messages';
import styles from './share.module.css';

type GranteeFieldProps = { value: Grantee; onChange: (value: Grantee) => void };

/** Somebody, a program, or a group, by the name; administrators, who may see all names, get them offered. */
export function GranteeField({ value, onChange }: GranteeFieldProps) {
  const t = usePermissionMessages();
  const id = useId();
  const offers = useOffers(value);
  return (
    <div className={styles['grantee']}>
      <Switcher
        label={t('whom')}
        value={value.isGroup ? 'group' : 'person'}
        options={[
          ['person', t('aPerson')],
          ['group', t('aGroup')],
        ]}
        onChange={(kind) => onChange({ name: '', isGroup: kind === 'group' })}
      />
      <TextField
        label={value.isGroup ? t('groupName') : t('person')}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        autoComplete="off"
        spellCheck={false}
        list={id}
      />
      <datalist id={id}>
        {offers.map(([name, called]) => (
          <option key={name} value={name} label={called} />
        ))}
      </datalist>
    </div>
  );
}

/** Whom a text may mean, and what programs, whose names are ids, are called. */
export function useOffers({ name, isGroup }: Grantee): (readonly [name: string, called?: string])[] {
  const isAdmin = useIsAdmin();
  const text = useDeferredValue(name.trim());
  const users = useQuery({ ...usersQuery, enabled: isAdmin && !isGroup }).data ?? [];
  const programs = useQuery({ ...principalsNamed('ServicePrincipals', text), enabled: isAdmin && !isGroup }).data;
  const groups = useQuery({ ...principalsNamed('Groups', text), enabled: isAdmin && isGroup }).data;
  if (isGroup) return (groups?.rows ?? []).map(({ displayName = '' }) => [displayName] as const);
  return [
    ...users.map(({ username }) => [username] as const),
    ...(programs?.rows ?? []).map(({ applicationId = '', displayName = '' }) => [applicationId, displayName] as const),
  ];
}
