import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery } from '@/lib/session';
import { LoadingState } from '@/ui/states';

const route = getRouteApi('/sign-on');

/** Who is signed in has nothing to do here, and goes where they wanted; anybody else sees the entrance in its place. */
export function SignOnPage() {
  const { to } = route.useSearch();
  const { history } = useRouter();
  const { data: session } = useQuery(sessionQuery);
  const isIn = session !== undefined && (session.user != null || session.accounts !== true);
  useEffect(() => {
    if (isIn) history.replace(to.startsWith('/') ? to : '/');
  }, [history, isIn, to]);
  return <LoadingState />;
}
