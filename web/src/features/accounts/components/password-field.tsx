import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { IconButton } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { SHORTEST_PASSWORD } from '../api/users';
import { useAccountMessages } from '../messages';

type PasswordFieldProps = { label: string; value: string; onChange: (value: string) => void };

/** A password that is being chosen, with what it must be. */
export function NewPasswordField(props: PasswordFieldProps) {
  const t = useAccountMessages();
  const { value } = props;
  const tooShort = value !== '' && isTooShort(value);
  return (
    <Secret
      {...props}
      autoComplete="new-password"
      hint={t('passwordHint', { count: SHORTEST_PASSWORD })}
      error={tooShort ? t('passwordShort', { count: SHORTEST_PASSWORD - value.length }) : undefined}
    />
  );
}

export function isTooShort(password: string): boolean {
  return password.length < SHORTEST_PASSWORD;
}

/** A password that is known. */
export function PasswordField(props: PasswordFieldProps) {
  return <Secret {...props} autoComplete="current-password" />;
}

/** What nobody beside one reads, unless one wants to see what one typed. */
function Secret(props: ComponentProps<typeof TextField>) {
  const t = useAccountMessages();
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      dir="ltr"
      autoCapitalize="none"
      spellCheck={false}
      required
      button={
        <IconButton label={t('showPassword')} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? <EyeOff /> : <Eye />}
        </IconButton>
      }
    />
  );
}
