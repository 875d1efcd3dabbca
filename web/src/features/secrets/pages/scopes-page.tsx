import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { LockKeyhole, Plus } from 'lucide-react';
import { useState } from 'react';
import { useHasAccounts } from '@/lib/session';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { Page } from '@/ui/page';
import { Line, Rows } from '@/ui/rows';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { scopesQuery } from '../api/scopes';
import { NewScope } from '../components/new-scope';
import { useSecretMessages } from '../messages';

const MAKING = `from databricks.sdk import WorkspaceClient

w = WorkspaceClient()
w.secrets.create_scope("prod")
w.secrets.put_secret("prod", "openai", string_value="…")`;

/** The scopes of secrets of the workspace that one may read. */
export function ScopesPage() {
  const t = useSecretMessages();
  const navigate = useNavigate();
  const hasAccounts = useHasAccounts();
  const { data: scopes, error, refetch } = useQuery(scopesQuery);
  const [isCreating, setCreating] = useState(false);
  if (!scopes) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return (
    <Page
      title={t('title')}
      actions={
        <Button kind="primary" onClick={() => setCreating(true)}>
          <Plus />
          {t('newScope')}
        </Button>
      }
    >
      <p className="muted">{t('about')}</p>
      {scopes.length === 0 ? (
        <EmptyState icon={<LockKeyhole />} title={t('none')}>
          <p className="muted">{t('noneHint')}</p>
          <Snippet code={MAKING} />
        </EmptyState>
      ) : (
        <Rows label={t('scopes')}>
          {scopes.map(({ name, cairn_permission: permission }) => (
            <Line key={name} actions={hasAccounts && <Badge>{t(`may.${permission}`)}</Badge>}>
              <Link to="/secrets/$scope" params={{ scope: name }}>
                {name}
              </Link>
            </Line>
          ))}
        </Rows>
      )}
      {isCreating && (
        <NewScope
          onDone={(scope) => void navigate({ to: '/secrets/$scope', params: { scope } })}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  );
}
