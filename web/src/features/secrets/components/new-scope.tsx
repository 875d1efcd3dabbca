import { useState } from 'react';
import { useHasAccounts } from '@/lib/session';
import { FormDialog } from '@/ui/dialog';
import { Switcher } from '@/ui/switcher';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useCreateScope } from '../api/scopes';
import { useSecretMessages } from '../messages';

/** Makes a scope, of which its maker or everybody says who may do what. */
export function NewScope({ onDone, onClose }: { onDone: (scope: string) => void; onClose: () => void }) {
  const t = useSecretMessages();
  const create = useCreateScope();
  const hasAccounts = useHasAccounts();
  const [text, setText] = useState('');
  const [manager, setManager] = useState<'me' | 'everybody'>('me');
  const scope = text.trim();
  return (
    <FormDialog
      open
      title={t('newScope')}
      action={t('create')}
      busy={create.isPending}
      error={create.error}
      disabled={scope === ''}
      onClose={onClose}
      onSubmit={() =>
        create.mutate(
          { scope, isEverybodys: hasAccounts && manager === 'everybody' },
          {
            onSuccess: () => {
              notify(t('made', { scope }));
              onDone(scope);
            },
          },
        )
      }
    >
      <TextField
        label={t('scopeName')}
        hint={t('scopeNameHint')}
        value={text}
        onChange={setText}
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        required
      />
      {hasAccounts && (
        <Switcher
          label={t('managedBy')}
          value={manager}
          options={[
            ['me', t('managedBy.me')],
            ['everybody', t('managedBy.everybody')],
          ]}
          onChange={setManager}
        />
      )}
    </FormDialog>
  );
}
