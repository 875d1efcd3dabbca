import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LoadingState } from '@/ui/states';

const route = getRouteApi('/sign-on');

/** Who is signed in has nothing to do here, and goes where they wanted. */
export function SignOnPage() {
  const { to } = route.useSearch();
  const { history } = useRouter();
  useEffect(() => history.replace(to.startsWith('/') ? to : '/'), [history, to]);
  return <LoadingState />;
}
