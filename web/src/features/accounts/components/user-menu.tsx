import { IdCard, KeyRound, ShieldCheck, ShieldOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { RolesDialog } from '@/ui/permissions/roles-dialog';
import { notify, notifyError } from '@/ui/toast';
import { useDeleteUser, useResetPassword, useSetAdmin, type User } from '../api/users';
import { useAccountMessages } from '../messages';
import { isTooShort, NewPasswordField } from './password-field';

/** What an administrator can do with an account. */
export function UserMenu({ user }: { user: User }) {
  const t = useAccountMessages();
  const setAdmin = useSetAdmin();
  const [asked, setAsked] = useState<'roles' | 'password' | 'delete'>();
  const { username, is_admin: isAdmin } = user;
  const close = () => setAsked(undefined);
  return (
    <>
      <MoreMenu label={t('actionsOf', { name: username })}>
        <MenuItem icon={<IdCard />} onClick={() => setAsked('roles')}>
          {t('roles')}
        </MenuItem>
        <MenuItem icon={<KeyRound />} onClick={() => setAsked('password')}>
          {t('resetPassword')}
        </MenuItem>
        <MenuItem
          icon={isAdmin ? <ShieldOff /> : <ShieldCheck />}
          onClick={() =>
            setAdmin.mutate(
              { username, isAdmin: !isAdmin },
              {
                onSuccess: () => notify(t(isAdmin ? 'adminTaken' : 'adminGiven', { name: username })),
                onError: notifyError,
              },
            )
          }
        >
          {t(isAdmin ? 'takeAdmin' : 'giveAdmin')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'roles' && (
        <RolesDialog of={{ name: username, isGroup: false }} title={t('rolesOf', { name: username })} onClose={close} />
      )}
      {asked === 'password' && <ResetPasswordDialog username={username} onClose={close} />}
      {asked === 'delete' && <DeleteUserDialog username={username} onClose={close} />}
    </>
  );
}

type AskProps = { username: string; onClose: () => void };

function ResetPasswordDialog({ username, onClose }: AskProps) {
  const t = useAccountMessages();
  const reset = useResetPassword();
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      open
      title={t('resetPasswordOf', { name: username })}
      action={t('resetPassword')}
      busy={reset.isPending}
      error={reset.error}
      disabled={isTooShort(password)}
      onClose={onClose}
      onSubmit={() =>
        reset.mutate(
          { username, password },
          {
            onSuccess: () => {
              notify(t('passwordReset', { name: username }));
              onClose();
            },
          },
        )
      }
    >
      <NewPasswordField label={t('newPassword')} value={password} onChange={setPassword} />
    </FormDialog>
  );
}

function DeleteUserDialog({ username, onClose }: AskProps) {
  const t = useAccountMessages();
  const remove = useDeleteUser();
  return (
    <FormDialog
      open
      danger
      title={t('deleteOf', { name: username })}
      action={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() =>
        remove.mutate(username, {
          onSuccess: () => {
            notify(t('userDeleted', { name: username }));
            onClose();
          },
        })
      }
    >
      <p>{t('deleteHint')}</p>
    </FormDialog>
  );
}
