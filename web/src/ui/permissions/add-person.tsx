import { useState, type SyntheticEvent } from 'react';
import { CHOSEN_LEVELS, useSetPermission, type Level, type Thing } from '@/lib/permissions';
import { Button } from '../button';
import { ChoiceMenu } from '../choice-menu';
import { ErrorNote } from '../states';
import { UserField } from '../user-field';
import { notify } from '../toast';
import { usePermissionMessages } from './messages';
import styles from './share.module.css';

/** Lets somebody in, by their name. */
export function AddPerson({ thing }: { thing: Thing }) {
  const t = usePermissionMessages();
  const set = useSetPermission(thing);
  const [username, setUsername] = useState('');
  const [level, setLevel] = useState<Level>('READ');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (username.trim() === '' || set.isPending) return;
    set.mutate(
      { username: username.trim(), level },
      {
        onSuccess: () => {
          notify(t('shared', { name: username.trim(), level: t(`level.${level}`) }));
          setUsername('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <div className={styles['form']}>
        <UserField label={t('person')} value={username} onChange={setUsername} />
        <ChoiceMenu
          label={t('level')}
          value={level}
          options={CHOSEN_LEVELS.map((option) => [option, t(`level.${option}`)] as const)}
          onChange={setLevel}
        />
        <Button type="submit" kind="primary" busy={set.isPending} disabled={username.trim() === ''}>
          {t('add')}
        </Button>
      </div>
      <p className="muted">{t(`level.${level}.hint`)}</p>
      {set.error && <ErrorNote error={set.error} />}
    </form>
  );
}
