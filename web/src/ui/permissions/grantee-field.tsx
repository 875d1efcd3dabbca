import type { Grantee } from '@/lib/permissions';
import { Switcher } from '../switcher';
import { TextField } from '../text-field';
import { UserField } from '../user-field';
import { usePermissionMessages } from './messages';
import styles from './share.module.css';

type GranteeFieldProps = { value: Grantee; onChange: (value: Grantee) => void };

/** Somebody, or a group, by the name. */
export function GranteeField({ value, onChange }: GranteeFieldProps) {
  const t = usePermissionMessages();
  const change = (name: string) => onChange({ ...value, name });
  return (
    <div className={styles['grantee']}>
      <Switcher
        label={t('whom')}
        value={value.isGroup ? 'group' : 'person'}
        options={[
          ['person', t('aPerson')],
          ['group', t('aGroup')],
        ]}
        onChange={(kind) => onChange({ name: '', isGroup: kind === 'group' })}
      />
      {value.isGroup ? (
        <TextField label={t('groupName')} value={value.name} onChange={change} autoComplete="off" spellCheck={false} />
      ) : (
        <UserField label={t('person')} value={value.name} onChange={change} />
      )}
    </div>
  );
}
