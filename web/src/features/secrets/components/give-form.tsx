import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { useOffers } from '@/ui/permissions/grantee-field';
import { ErrorNote } from '@/ui/states';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { PERMISSIONS, useGive, type Permission } from '../api/scopes';
import { useSecretMessages } from '../messages';
import styles from './parts.module.css';

/** Lets somebody, a program or a group use a scope, by one name, as the platform's lists have it. */
export function GiveForm({ scope }: { scope: string }) {
  const t = useSecretMessages();
  const give = useGive(scope);
  const id = useId();
  const [text, setText] = useState('');
  const [permission, setPermission] = useState<Permission>('READ');
  const people = useOffers({ name: text, isGroup: false });
  const groups = useOffers({ name: text, isGroup: true });
  const name = text.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name === '' || give.isPending) return;
    give.mutate(
      { principal: name, permission },
      {
        onSuccess: () => {
          notify(t('given', { name, level: t(`may.${permission}`) }));
          setText('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit} aria-label={t('who')}>
      <div className={styles['form']}>
        <TextField label={t('to')} value={text} onChange={setText} autoComplete="off" spellCheck={false} list={id} />
        <ChoiceMenu
          label={t('level')}
          value={permission}
          options={PERMISSIONS.map((one) => [one, t(`may.${one}`)] as const)}
          onChange={setPermission}
        />
        <Button type="submit" busy={give.isPending} disabled={name === ''}>
          {t('give')}
        </Button>
      </div>
      <datalist id={id}>
        {[...people, ...groups].map(([one, called]) => (
          <option key={one} value={one} label={called} />
        ))}
      </datalist>
      <p className="muted">
        {t('toHint')} {t(`may.${permission}.hint`)}
      </p>
      {give.error && <ErrorNote error={give.error} />}
    </form>
  );
}
