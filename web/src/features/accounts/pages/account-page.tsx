import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { sessionQuery } from '@/lib/session';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { notifyError } from '@/ui/toast';
import { useSignOut } from '../api/entrance';
import { MayDo } from '../components/may-do';
import { Password } from '../components/password';
import { Sessions } from '../components/sessions';
import { Tokens } from '../components/tokens';
import { useAccountMessages } from '../messages';

/** One's own account: its password, its tokens, where it is signed in. */
export function AccountPage() {
  const t = useAccountMessages();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const signOut = useSignOut();
  if (error && !session) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!session) return <LoadingState />;
  if (!session.user) {
    return (
      <EmptyState title={t('noAccounts')}>
        <p className="muted">{t('noAccountsHint')}</p>
      </EmptyState>
    );
  }
  const { username, is_admin: isAdmin } = session.user;
  return (
    <Page
      title={t('account')}
      aside={
        <>
          <span className="truncate" title={username}>
            {username}
          </span>
          {isAdmin && <Badge>{t('admin')}</Badge>}
        </>
      }
      actions={
        <Button busy={signOut.isPending} onClick={() => signOut.mutate(undefined, { onError: notifyError })}>
          <LogOut />
          {t('signOut')}
        </Button>
      }
    >
      <MayDo />
      <Tokens />
      <Sessions current={session.session_id ?? undefined} />
      <Password username={username} />
    </Page>
  );
}
