import { useQuery } from '@tanstack/react-query';
import { RelativeTime } from '@/ui/relative-time';
import { Section } from '@/ui/section';
import { FailedState, Skeleton } from '@/ui/states';
import { notify, notifyError } from '@/ui/toast';
import { sessionsQuery, useEndSession } from '../api/account';
import { browserOf } from '../api/browser';
import { useSignOut } from '../api/entrance';
import { useAccountMessages } from '../messages';
import { Things } from './things';

/** The browsers that are signed in to one's account. */
export function Sessions({ current }: { current: string | undefined }) {
  const t = useAccountMessages();
  const { data: sessions, error, refetch } = useQuery(sessionsQuery);
  const end = useEndSession();
  const signOut = useSignOut();
  return (
    <Section title={t('sessions')} {...(sessions && { count: sessions.length })}>
      {error && !sessions && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !sessions && <Skeleton />}
      {sessions && (
        <Things
          label={t('sessions')}
          things={sessions.map((session) => ({
            id: session.session_id,
            name: browserOf(session.browser) || t('unknownBrowser'),
            mark: session.session_id === current ? t('thisBrowser') : undefined,
            facts: (
              <>
                {session.address} · {t('since')} <RelativeTime millis={session.created_at} />
              </>
            ),
            action: t('signOut'),
            onAction: () =>
              session.session_id === current
                ? signOut.mutate(undefined, { onError: notifyError })
                : end.mutate(session.session_id, { onSuccess: () => notify(t('sessionEnded')), onError: notifyError }),
          }))}
        />
      )}
    </Section>
  );
}
