import { TextField } from '@/ui/text-field';
import { SHORTEST_PASSWORD } from '../api/users';
import { useAccountMessages } from '../messages';

type PasswordFieldProps = { label: string; value: string; onChange: (value: string) => void };

/** A password that is being chosen, with what it must be. */
export function NewPasswordField({ label, value, onChange }: PasswordFieldProps) {
  const t = useAccountMessages();
  const tooShort = value !== '' && isTooShort(value);
  return (
    <TextField
      label={label}
      type="password"
      dir="ltr"
      autoComplete="new-password"
      required
      value={value}
      onChange={onChange}
      hint={t('passwordHint', { count: SHORTEST_PASSWORD })}
      error={tooShort ? t('passwordShort', { count: SHORTEST_PASSWORD - value.length }) : undefined}
    />
  );
}

export function isTooShort(password: string): boolean {
  return password.length < SHORTEST_PASSWORD;
}

/** A password that is known. */
export function PasswordField({ label, value, onChange }: PasswordFieldProps) {
  return (
    <TextField
      label={label}
      type="password"
      dir="ltr"
      autoComplete="current-password"
      required
      value={value}
      onChange={onChange}
    />
  );
}
