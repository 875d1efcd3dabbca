import { useState } from 'react';
import { TextField } from '@/ui/text-field';
import { useSignIn } from '../api/entrance';
import { useAccountMessages } from '../messages';
import { EntranceForm } from './entrance-form';
import { PasswordField } from './password-field';

type SignInProps = { provider: string | null | undefined };

export function SignIn({ provider }: SignInProps) {
  const t = useAccountMessages();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  return (
    <EntranceForm
      provider={provider}
      title={t('signInTitle')}
      action={t('signIn')}
      busy={signIn.isPending}
      error={signIn.error}
      disabled={username === '' || password === ''}
      onSubmit={() => signIn.mutate({ username, password })}
    >
      <TextField
        label={t('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- there is nothing else on the page
        autoFocus
        required
        value={username}
        onChange={setUsername}
      />
      <PasswordField label={t('password')} value={password} onChange={setPassword} />
    </EntranceForm>
  );
}
