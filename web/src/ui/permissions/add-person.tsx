import { useState, type SyntheticEvent } from 'react';
import { levelsOf, useSetPermission, type Grantee, type Level, type Thing } from '@/lib/permissions';
import { Button } from '../button';
import { ChoiceMenu } from '../choice-menu';
import { ErrorNote } from '../states';
import { notify } from '../toast';
import { GranteeField } from './grantee-field';
import { usePermissionMessages } from './messages';
import styles from './share.module.css';
import { wordOf } from './words';

const NOBODY: Grantee = { name: '', isGroup: false };

/** Lets somebody in, or a group, by the name. */
export function AddPerson({ thing }: { thing: Thing }) {
  const t = usePermissionMessages();
  const set = useSetPermission(thing);
  const [to, setTo] = useState<Grantee>(NOBODY);
  const name = to.name.trim();
  const [level, setLevel] = useState<Level>('READ');
  const word = wordOf(thing.type, level);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name === '' || set.isPending) return;
    set.mutate(
      { to: { ...to, name }, level },
      {
        onSuccess: () => {
          notify(t('shared', { name, level: t(`level.${word}`) }));
          setTo({ ...to, name: '' });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <div className={styles['form']}>
        <GranteeField value={to} onChange={setTo} />
        <ChoiceMenu
          label={t('level')}
          value={level}
          options={levelsOf(thing.type).map((option) => [option, t(`level.${wordOf(thing.type, option)}`)] as const)}
          onChange={setLevel}
        />
        <Button type="submit" kind="primary" busy={set.isPending} disabled={name === ''}>
          {t('add')}
        </Button>
      </div>
      <p className="muted">{t(`level.${word}.hint`)}</p>
      {set.error && <ErrorNote error={set.error} />}
    </form>
  );
}
