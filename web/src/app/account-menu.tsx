import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleUser, IdCard, Layers, LogOut, ScrollText, User, Users } from 'lucide-react';
import { useSignOut } from '@/features/accounts/api/entrance';
import { useManagesWorkspace } from '@/lib/permissions';
import { sessionQuery } from '@/lib/session';
import { Menu, MenuItem } from '@/ui/menu';
import { notifyError } from '@/ui/toast';
import { useAppMessages } from './messages';
import styles from './shell.module.css';

/** Who is signed in, with what is theirs; nothing where there are no accounts. */
export function AccountMenu() {
  const t = useAppMessages();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const user = useQuery(sessionQuery).data?.user;
  const mayReadAudit = useManagesWorkspace();
  if (!user) return null;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles['link']} title={user.username}>
          <CircleUser aria-hidden />
          <span className="truncate">{user.username}</span>
        </button>
      }
    >
      <MenuItem icon={<User />} onClick={() => void navigate({ to: '/account' })}>
        {t('account')}
      </MenuItem>
      {user.is_admin && (
        <MenuItem icon={<Users />} onClick={() => void navigate({ to: '/users' })}>
          {t('users')}
        </MenuItem>
      )}
      <MenuItem icon={<IdCard />} onClick={() => void navigate({ to: '/roles' })}>
        {t('roles')}
      </MenuItem>
      {user.is_admin && (
        <MenuItem icon={<Layers />} onClick={() => void navigate({ to: '/workspaces' })}>
          {t('workspaces')}
        </MenuItem>
      )}
      {mayReadAudit && (
        <MenuItem icon={<ScrollText />} onClick={() => void navigate({ to: '/audit' })}>
          {t('audit')}
        </MenuItem>
      )}
      <MenuItem icon={<LogOut />} onClick={() => signOut.mutate(undefined, { onError: notifyError })}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
