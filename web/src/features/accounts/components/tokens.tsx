import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { TokenInfo } from '@/api/schema.gen';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { RelativeTime } from '@/ui/relative-time';
import { Section } from '@/ui/section';
import { EmptyState, FailedState, Skeleton } from '@/ui/states';
import { notify } from '@/ui/toast';
import { tokensQuery, useRevokeToken } from '../api/account';
import { useAccountMessages } from '../messages';
import { NewToken } from './new-token';
import { Things } from './things';

/** The tokens with which programs call in one's name. */
export function Tokens() {
  const t = useAccountMessages();
  const { data: tokens, error, refetch } = useQuery(tokensQuery);
  const [isAdding, setAdding] = useState(false);
  const [revoked, setRevoked] = useState<TokenInfo>();
  return (
    <Section
      title={t('tokens')}
      {...(tokens && { count: tokens.length })}
      actions={
        <Button onClick={() => setAdding(true)}>
          <Plus />
          {t('newToken')}
        </Button>
      }
    >
      {error && !tokens && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !tokens && <Skeleton />}
      {tokens?.length === 0 && (
        <EmptyState icon={<KeyRound />} title={t('noTokens')}>
          <p className="muted">{t('noTokensHint')}</p>
        </EmptyState>
      )}
      {tokens && tokens.length > 0 && (
        <Things
          label={t('tokens')}
          things={tokens.map((token) => ({
            id: token.token_id,
            name: token.comment === '' ? t('unnamed') : token.comment,
            facts: (
              <>
                {t('made')} <RelativeTime millis={token.creation_time} />
                {' · '}
                <Until token={token} />
                {token.scopes?.includes('read') === true && ` · ${t('scopeRead')}`}
              </>
            ),
            action: t('revoke'),
            onAction: () => setRevoked(token),
          }))}
        />
      )}
      {isAdding && <NewToken onClose={() => setAdding(false)} />}
      {revoked && <RevokeDialog token={revoked} onClose={() => setRevoked(undefined)} />}
    </Section>
  );
}

function Until({ token: { expiry_time: expiry = -1 } }: { token: TokenInfo }) {
  const t = useAccountMessages();
  if (expiry < 0) return t('withoutEnd');
  return (
    <>
      {t('ends')} <RelativeTime millis={expiry} />
    </>
  );
}

function RevokeDialog({ token, onClose }: { token: TokenInfo; onClose: () => void }) {
  const t = useAccountMessages();
  const revoke = useRevokeToken();
  return (
    <FormDialog
      open
      danger
      title={t('revokeTitle')}
      action={t('revoke')}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onSubmit={() =>
        revoke.mutate(token.token_id, {
          onSuccess: () => {
            notify(t('revoked'));
            onClose();
          },
        })
      }
    >
      <p>{t('revokeHint', { name: token.comment === '' ? t('unnamed') : token.comment })}</p>
    </FormDialog>
  );
}
