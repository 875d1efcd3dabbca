import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { SearchX, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useHasAccounts } from '@/lib/session';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { scopesQuery, type Scope } from '../api/scopes';
import { isSame, secretsQuery, type Secret } from '../api/values';
import { Access } from '../components/access';
import { DeleteScope } from '../components/delete-dialogs';
import { SecretList } from '../components/secret-list';
import { useSecretMessages } from '../messages';

const route = getRouteApi('/secrets/$scope');

/** One scope: its secrets without their values, and who may do what with them. */
export function ScopePage() {
  const { scope: name } = route.useParams();
  const t = useSecretMessages();
  const scopes = useQuery({ ...scopesQuery, refetchOnMount: 'always' }); // it may be older than the scope
  const secrets = useQuery(secretsQuery(name));
  const error = secrets.error ?? scopes.error;
  const scope = scopes.data?.find((one) => isSame(one.name, name));
  if (scope && secrets.data) return <Loaded key={scope.name} scope={scope} secrets={secrets.data} />;
  if (error)
    return <FailedState error={error} onRetry={() => void Promise.all([scopes.refetch(), secrets.refetch()])} />;
  if (scopes.isFetching || secrets.isFetching) return <LoadingState />;
  return (
    <EmptyState icon={<SearchX />} title={t('noScope', { scope: name })}>
      <Link to="/secrets">{t('toScopes')}</Link>
    </EmptyState>
  );
}

function Loaded({ scope, secrets }: { scope: Scope; secrets: readonly Secret[] }) {
  const t = useSecretMessages();
  const { q: text } = route.useSearch();
  const show = route.useNavigate();
  const navigate = useNavigate();
  const hasAccounts = useHasAccounts();
  const [isDeleting, setDeleting] = useState(false);
  const { name, cairn_permission: permission } = scope;
  const isManaged = permission === 'MANAGE';
  return (
    <Page
      title={name}
      crumbs={[{ text: t('title'), to: { to: '/secrets' } }]}
      aside={hasAccounts && <Badge>{t(`may.${permission}`)}</Badge>}
      actions={
        isManaged && (
          <Button onClick={() => setDeleting(true)}>
            <Trash2 />
            {t('deleteScope')}
          </Button>
        )
      }
    >
      <SecretList
        scope={name}
        secrets={secrets}
        isWritable={permission !== 'READ'}
        text={text}
        onText={(q) => void show({ search: { q }, replace: true })}
      />
      {!hasAccounts ? (
        <p className="muted">{t('noAccounts')}</p>
      ) : isManaged ? (
        <Access scope={name} />
      ) : (
        <p className="muted">{t('askManager')}</p>
      )}
      {isDeleting && (
        <DeleteScope scope={name} onGone={() => navigate({ to: '/secrets' })} onClose={() => setDeleting(false)} />
      )}
    </Page>
  );
}
