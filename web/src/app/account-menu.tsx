import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  Bot,
  CircleUser,
  IdCard,
  KeyRound,
  Layers,
  LockKeyhole,
  LogOut,
  ScrollText,
  User,
  Users,
  UsersRound,
  Webhook,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useSignOut } from '@/features/accounts/api/entrance';
import { useManagesWorkspace } from '@/lib/permissions';
import { sessionQuery } from '@/lib/session';
import { Menu, MenuItem } from '@/ui/menu';
import { notifyError } from '@/ui/toast';
import { useAppMessages } from './messages';
import styles from './shell.module.css';

type Place =
  | '/account'
  | '/users'
  | '/groups'
  | '/service-principals'
  | '/roles'
  | '/workspaces'
  | '/keys'
  | '/secrets'
  | '/webhooks'
  | '/audit';

/** Who is signed in, with what is theirs; nothing where there are no accounts. */
export function AccountMenu() {
  const t = useAppMessages();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const user = useQuery(sessionQuery).data?.user;
  const mayReadAudit = useManagesWorkspace();
  if (!user) return null;
  const item = (to: Place, name: Parameters<typeof t>[0], icon: ReactNode) => (
    <MenuItem icon={icon} onClick={() => void navigate({ to })}>
      {t(name)}
    </MenuItem>
  );
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
      {item('/account', 'account', <User />)}
      {user.is_admin && (
        <>
          {item('/users', 'users', <Users />)}
          {item('/groups', 'groups', <UsersRound />)}
          {item('/service-principals', 'programs', <Bot />)}
        </>
      )}
      {item('/roles', 'roles', <IdCard />)}
      {item('/secrets', 'secrets', <LockKeyhole />)}
      {user.is_admin && (
        <>
          {item('/workspaces', 'workspaces', <Layers />)}
          {item('/keys', 'keys', <KeyRound />)}
        </>
      )}
      {mayReadAudit && item('/webhooks', 'webhooks', <Webhook />)}
      {mayReadAudit && item('/audit', 'audit', <ScrollText />)}
      <MenuItem icon={<LogOut />} onClick={() => signOut.mutate(undefined, { onError: notifyError })}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
