import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useAddUser } from '../api/users';
import { useAccountMessages } from '../messages';
import { isTooShort, NewPasswordField } from './password-field';

/** Asks for the name and the first password of somebody. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const t = useAccountMessages();
  const add = useAddUser();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      open
      title={t('addUser')}
      action={t('add')}
      busy={add.isPending}
      error={add.error}
      disabled={username === '' || isTooShort(password)}
      onClose={onClose}
      onSubmit={() =>
        add.mutate(
          { username, password },
          {
            onSuccess: () => {
              notify(t('userAdded', { name: username }));
              onClose();
            },
          },
        )
      }
    >
      <TextField label={t('username')} autoComplete="off" required value={username} onChange={setUsername} />
      <NewPasswordField label={t('firstPassword')} value={password} onChange={setPassword} />
    </FormDialog>
  );
}
