import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/ui/button';
import { Section } from '@/ui/section';
import { ErrorNote } from '@/ui/states';
import { notify } from '@/ui/toast';
import { useChangePassword } from '../api/account';
import { useAccountMessages } from '../messages';
import styles from './password.module.css';
import { isTooShort, NewPasswordField, PasswordField } from './password-field';

/** A change of one's own password. */
export function Password({ username }: { username: string }) {
  const t = useAccountMessages();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const isReady = current !== '' && !isTooShort(password);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady || change.isPending) return;
    change.mutate(
      { username, current, password },
      {
        onSuccess: () => {
          setCurrent('');
          setPassword('');
          notify(t('passwordChanged'));
        },
      },
    );
  };
  return (
    <Section title={t('changePassword')}>
      <form className={styles['form']} onSubmit={submit}>
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <PasswordField label={t('currentPassword')} value={current} onChange={setCurrent} />
        <NewPasswordField label={t('newPassword')} value={password} onChange={setPassword} />
        {change.error && <ErrorNote error={change.error} />}
        <div>
          <Button type="submit" busy={change.isPending} disabled={!isReady}>
            {t('changePassword')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
