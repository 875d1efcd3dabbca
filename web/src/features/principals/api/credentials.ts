import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { DAY_SECONDS, lifetimeOf, type TokenDays } from '@/lib/token-days';

const SECRETS = '/ajax-api/2.0/accounts/servicePrincipals/{service_principal_id}/credentials/secrets';

/** As many secrets as a program may have. */
export const MOST_SECRETS = 5;

/** How many days a secret may hold. */
export const SECRET_DAYS = ['90', '365', '730'] as const;
export type SecretDays = (typeof SECRET_DAYS)[number];

function of(id: string) {
  return { service_principal_id: id };
}

/** With what a program gets itself tokens. */
export function secretsQuery(id: string) {
  return queryOptions({
    queryKey: ['credentials', 'secrets', id],
    queryFn: async ({ signal }) => (await answer(api.GET(SECRETS, { params: { path: of(id) }, signal }))).secrets ?? [],
  });
}

export const useCreateSecret = (id: string) =>
  useChange('credentials', (days: SecretDays) =>
    answer(api.POST(SECRETS, { params: { path: of(id) }, body: { lifetime: `${Number(days) * DAY_SECONDS}s` } })),
  );

export const useDeleteSecret = (id: string) =>
  useChange('credentials', (secretId: string) =>
    answer(api.DELETE(`${SECRETS}/{secret_id}`, { params: { path: { ...of(id), secret_id: secretId } }, body: {} })),
  );

/** With which a program calls, made for it by administrators. */
export function tokensQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['credentials', 'tokens', applicationId],
    queryFn: async ({ signal }) => {
      const params = { query: { created_by_username: applicationId } };
      return (await answer(api.GET('/ajax-api/2.0/token-management/tokens', { params, signal }))).token_infos ?? [];
    },
  });
}

type NewToken = { comment: string; days: TokenDays };

export const useCreateToken = (applicationId: string) =>
  useChange('credentials', ({ comment, days }: NewToken) => {
    const body = { application_id: applicationId, comment, ...lifetimeOf(days) };
    return answer(api.POST('/ajax-api/2.0/token-management/on-behalf-of/tokens', { body }));
  });

export const useRevokeToken = () =>
  useChange('credentials', (id: string) =>
    answer(
      api.DELETE('/ajax-api/2.0/token-management/tokens/{token_id}', { params: { path: { token_id: id } }, body: {} }),
    ),
  );
