import { useState } from 'react';
import { TOKEN_DAYS, type TokenDays } from '@/lib/token-days';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { Dialog, FormDialog } from '@/ui/dialog';
import { Switcher } from '@/ui/switcher';
import { TextField } from '@/ui/text-field';
import { useCreateToken, type Scope } from '../api/account';
import { useAccountMessages } from '../messages';

/** Asks what a token is for, makes it, and shows it this once. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const t = useAccountMessages();
  const create = useCreateToken();
  const [comment, setComment] = useState('');
  const [lifetime, setLifetime] = useState<TokenDays>('90');
  const [scope, setScope] = useState<Scope>('all-apis');
  if (create.data) return <Shown value={create.data.token_value} onClose={onClose} />;
  return (
    <FormDialog
      open
      title={t('newToken')}
      action={t('makeToken')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => create.mutate({ comment: comment.trim(), lifetime, scope })}
    >
      <TextField
        label={t('tokenComment')}
        hint={t('tokenCommentHint')}
        autoComplete="off"
        value={comment}
        onChange={setComment}
      />
      <Switcher
        label={t('lifetime')}
        value={lifetime}
        options={TOKEN_DAYS.map(
          (days) => [days, days === '0' ? t('forever') : t('days', { count: Number(days) })] as const,
        )}
        onChange={setLifetime}
      />
      <Switcher
        label={t('scope')}
        value={scope}
        options={[
          ['all-apis', t('scopeAll')],
          ['read', t('scopeRead')],
        ]}
        onChange={setScope}
      />
    </FormDialog>
  );
}

function Shown({ value, onClose }: { value: string; onClose: () => void }) {
  const t = useAccountMessages();
  return (
    <Dialog open title={t('tokenMade')} onClose={onClose}>
      <p>{t('tokenShownOnce')}</p>
      <Snippet code={value} />
      <p>{t('tokenUse')}</p>
      <Snippet code={`export MLFLOW_TRACKING_TOKEN=${value}`} />
      <Button kind="primary" onClick={onClose}>
        {t('done')}
      </Button>
    </Dialog>
  );
}
