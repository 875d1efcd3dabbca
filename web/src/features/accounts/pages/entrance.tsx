import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '@/lib/session';
import { FailedState, LoadingState } from '@/ui/states';
import { SetUp } from '../components/set-up';
import { SignIn } from '../components/sign-in';

/** In place of every page for who is not signed in. The address stays as it is, so that one gets where one wanted. */
export function Entrance() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  if (session)
    return session.setup_needed ? <SetUp provider={session.sign_on} /> : <SignIn provider={session.sign_on} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}
