import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { TextField } from '@/ui/text-field';
import { useSetUp } from '../api/entrance';
import { useAccountMessages } from '../messages';
import { EntranceForm } from './entrance-form';
import { isTooShort, NewPasswordField } from './password-field';

type SetUpProps = { provider: string | null | undefined };

/** The first administrator's account, with the token that the server printed. */
export function SetUp({ provider }: SetUpProps) {
  const t = useAccountMessages();
  const printed = useRouterState({ select: ({ location }) => tokenOf(location.search) });
  const setUp = useSetUp();
  const [typed, setTyped] = useState('');
  const token = printed === '' ? typed.trim() : printed;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  return (
    <EntranceForm
      provider={provider}
      title={t('setUpTitle')}
      action={t('setUp')}
      busy={setUp.isPending}
      error={setUp.error}
      disabled={token === '' || username === '' || isTooShort(password)}
      onSubmit={() => setUp.mutate({ token, username, password })}
    >
      <p className="muted">{t('setUpHint')}</p>
      {printed === '' && (
        <TextField
          label={t('setUpToken')}
          hint={t('setUpTokenHint')}
          autoComplete="off"
          dir="ltr"
          required
          value={typed}
          onChange={setTyped}
        />
      )}
      <TextField
        label={t('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={username}
        onChange={setUsername}
      />
      <NewPasswordField label={t('password')} value={password} onChange={setPassword} />
    </EntranceForm>
  );
}

function tokenOf(search: { token?: unknown }): string {
  return typeof search.token === 'string' ? search.token : '';
}
