import { useRouterState } from '@tanstack/react-router';
import { SERVER } from '@/lib/api-client';
import { ButtonLink } from '@/ui/button';
import { ErrorNote } from '@/ui/states';
import { useSignOnMessages } from '../sign-on-messages';

/** Where a provider sends who did not come in. */
const SIGN_ON = '/sign-on';

const FAILURES = [
  'provider_away',
  'refused',
  'expired',
  'not_valid',
  'not_in_group',
  'no_name',
  'name_taken',
  'disabled',
] as const;

/** Leads to a provider and back to this page, and tells why somebody did not come in. */
export function SingleSignOn({ provider }: { provider: string }) {
  const t = useSignOnMessages();
  const { page, failed } = useRouterState({ select: ({ location }) => wanted(location) });
  const failure = FAILURES.find((known) => known === failed);
  return (
    <>
      {failure && <ErrorNote error={new Error(t(failure))} />}
      <ButtonLink href={`${SERVER}/oidc/login?to=${encodeURIComponent(`${window.location.search}#${page}`)}`}>
        {t('signInWith', { name: provider })}
      </ButtonLink>
    </>
  );
}

type Place = { pathname: string; href: string; search: { failed?: unknown; to?: unknown } };

function wanted({ pathname, href, search }: Place): { page: string; failed: unknown } {
  if (pathname !== SIGN_ON) return { page: href, failed: undefined };
  return { page: typeof search.to === 'string' ? search.to : '/', failed: search.failed };
}
