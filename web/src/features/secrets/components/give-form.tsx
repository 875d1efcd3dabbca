import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { useOffers } from '@/ui/permissions/grantee-field';
import { ErrorNote } from '@/ui/states';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { EVERYBODY, PERMISSIONS, useGive, type Acl, type Permission } from '../api/scopes';
import { useSecretMessages } from '../messages';
import styles from './parts.module.css';

/** Lets somebody, a program or a group use a scope, by one name, as the platform's lists have it. Everybody has a line. */
export function GiveForm({ scope, items }: { scope: string; items: readonly Acl[] }) {
  const t = useSecretMessages();
  const give = useGive(scope);
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Permission>();
  const people = useOffers({ name: text, isGroup: false });
  const groups = useOffers({ name: text, isGroup: true });
  const name = text.trim();
  const isEverybody = name === EVERYBODY;
  const held = isEverybody ? undefined : items.find(({ principal }) => principal === name)?.permission;
  const permission = chosen ?? held ?? 'READ'; // who is in the list already keeps what is not changed
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name === '' || isEverybody || give.isPending) return;
    give.mutate(
      { principal: name, permission },
      {
        onSuccess: () => {
          notify(t('given', { name, level: t(`may.${permission}`) }));
          setText('');
          setChosen(undefined);
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <div className={styles['form']}>
        <TextField label={t('to')} value={text} onChange={setText} autoComplete="off" spellCheck={false} list={id} />
        <ChoiceMenu
          label={t('level')}
          value={permission}
          options={PERMISSIONS.map((one) => [one, t(`may.${one}`)] as const)}
          onChange={setChosen}
        />
        <Button type="submit" busy={give.isPending} disabled={name === '' || isEverybody}>
          {t('give')}
        </Button>
      </div>
      <datalist id={id}>
        {[...people, ...groups]
          .filter(([one]) => one !== EVERYBODY)
          .map(([one, called]) => (
            <option key={one} value={one} label={called} />
          ))}
      </datalist>
      {isEverybody && (
        <p className={styles['bad']} role="alert">
          {t('everybodyHint')}
        </p>
      )}
      {held && <p role="status">{t('held', { name, level: t(`may.${held}`) })}</p>}
      <p className="muted">
        {t('toHint')} {t(`may.${permission}.hint`)}
      </p>
      {give.error && <ErrorNote error={give.error} />}
    </form>
  );
}
