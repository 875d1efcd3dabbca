import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { TOKEN_DAYS, type TokenDays } from '@/lib/token-days';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { RelativeTime } from '@/ui/relative-time';
import { Line, Rows } from '@/ui/rows';
import { Section } from '@/ui/section';
import { FailedState, Skeleton } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { TextField } from '@/ui/text-field';
import { tokensQuery, useCreateToken, useRevokeToken } from '../api/credentials';
import { useProgramMessages } from '../program-messages';
import { ConfirmDialog } from './confirm-dialog';
import { ShownOnce } from './shown-once';

/** The tokens with which a program calls, beside those that it gets itself. */
export function ProgramTokens({ applicationId }: { applicationId: string }) {
  const t = useProgramMessages();
  const { data: tokens, error, refetch } = useQuery(tokensQuery(applicationId));
  const ending = useRevokeToken();
  const [isAdding, setAdding] = useState(false);
  const [ended, setEnded] = useState<{ id: string; name: string }>();
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
      {tokens?.length === 0 && <p className="muted">{t('noTokens')}</p>}
      <Rows label={t('tokens')}>
        {tokens?.map(({ token_id: id, comment, creation_time: made, expiry_time: end = -1, scopes }) => {
          const name = comment || t('unnamed');
          return (
            <Line
              key={id}
              facts={
                <>
                  {t('madeAt')} <RelativeTime millis={made} /> ·{' '}
                  {end < 0 ? (
                    t('withoutEnd')
                  ) : (
                    <>
                      {t('ends')} <RelativeTime millis={end} />
                    </>
                  )}
                  {scopes?.includes('read') === true && ` · ${t('onlyReads')}`}
                </>
              }
              actions={
                <Button aria-label={`${t('revoke')}: ${name}`} onClick={() => setEnded({ id, name })}>
                  {t('revoke')}
                </Button>
              }
            >
              {name}
            </Line>
          );
        })}
      </Rows>
      {isAdding && <NewToken applicationId={applicationId} onClose={() => setAdding(false)} />}
      {ended && (
        <ConfirmDialog
          title={t('revokeTitle')}
          text={t('revokeText', { name: ended.name })}
          action={t('revoke')}
          done={t('revoked')}
          id={ended.id}
          ending={ending}
          onClose={() => setEnded(undefined)}
        />
      )}
    </Section>
  );
}

function NewToken({ applicationId, onClose }: { applicationId: string; onClose: () => void }) {
  const t = useProgramMessages();
  const create = useCreateToken(applicationId);
  const [comment, setComment] = useState('');
  const [days, setDays] = useState<TokenDays>('90');
  if (create.data) {
    const value = create.data.token_value;
    return (
      <ShownOnce
        title={t('tokenMade')}
        texts={[[t('tokenUse'), `export MLFLOW_TRACKING_TOKEN=${value}`]]}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      open
      title={t('newToken')}
      action={t('makeToken')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => create.mutate({ comment: comment.trim(), days })}
    >
      <TextField label={t('comment')} autoComplete="off" value={comment} onChange={setComment} />
      <Switcher
        label={t('lifetime')}
        value={days}
        options={TOKEN_DAYS.map(
          (option) => [option, option === '0' ? t('forever') : t('days', { count: Number(option) })] as const,
        )}
        onChange={setDays}
      />
    </FormDialog>
  );
}
