import type { ReactNode, SyntheticEvent } from 'react';
import { Button } from '@/ui/button';
import { ErrorNote } from '@/ui/states';
import styles from './entrance-form.module.css';
import { SingleSignOn } from './single-sign-on';

type EntranceFormProps = {
  title: string;
  action: string;
  busy: boolean;
  error: Error | null;
  disabled: boolean;
  onSubmit: () => void;
  /** What the provider is called with which one may sign in besides. */
  provider: string | null | undefined;
  children: ReactNode;
};

/** The one thing that can be done by who is not signed in. */
export function EntranceForm({
  title,
  action,
  busy,
  error,
  disabled,
  onSubmit,
  provider,
  children,
}: EntranceFormProps) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!busy && !disabled) onSubmit();
  };
  return (
    <main className={styles['entrance']}>
      <title>{`${title} · Cairn`}</title>
      <form className={styles['form']} onSubmit={submit} aria-label={title}>
        <img src="./cairn.svg" alt="" width="40" height="40" />
        <h1>{title}</h1>
        {children}
        {error && <ErrorNote error={error} />}
        <Button type="submit" kind="primary" busy={busy} disabled={disabled}>
          {action}
        </Button>
        {provider && <SingleSignOn provider={provider} />}
      </form>
    </main>
  );
}
