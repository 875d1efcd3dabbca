import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useIsAdmin } from '@/lib/session';
import { usersQuery } from '@/lib/users';
import { TextField } from './text-field';

type UserFieldProps = { label: string; value: string; onChange: (value: string) => void };

/** The name of somebody; administrators, who may see all names, get them offered. */
export function UserField({ label, value, onChange }: UserFieldProps) {
  const id = useId();
  const isAdmin = useIsAdmin();
  const users = useQuery({ ...usersQuery, enabled: isAdmin }).data ?? [];
  return (
    <>
      <TextField label={label} value={value} onChange={onChange} autoComplete="off" spellCheck={false} list={id} />
      <datalist id={id}>
        {users.map(({ username }) => (
          <option key={username} value={username} />
        ))}
      </datalist>
    </>
  );
}
