import { useState } from 'react';
import { bytes } from '@/lib/format';
import { FormDialog } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { bytesOf, isSame, MOST_BYTES, usePutSecret, type Secret } from '../api/values';
import { useSecretMessages } from '../messages';
import styles from './parts.module.css';

type PutSecretProps = {
  scope: string;
  secrets: readonly Secret[];
  /** Of the secret that gets another value; undefined for a new one. */
  replaced?: string | undefined;
  onClose: () => void;
};

/** Puts a secret. Its value is not shown while it is typed, and may have several lines, as keys have. */
export function PutSecret({ scope, secrets, replaced, onClose }: PutSecretProps) {
  const t = useSecretMessages();
  const put = usePutSecret(scope);
  const [text, setText] = useState(replaced ?? '');
  const [value, setValue] = useState('');
  const key = text.trim();
  const isThere = secrets.some((one) => isSame(one.key, key));
  const size = bytesOf(value);
  return (
    <FormDialog
      open
      title={replaced === undefined ? t('newSecret') : t('replaceTitle', { key: replaced })}
      action={t(isThere ? 'replace' : 'put')}
      busy={put.isPending}
      error={put.error}
      disabled={key === '' || value === '' || size > MOST_BYTES}
      onClose={onClose}
      onSubmit={() =>
        put.mutate(
          { key, value },
          {
            onSuccess: () => {
              notify(t('wasPut', { key }));
              onClose();
            },
          },
        )
      }
    >
      {replaced === undefined && (
        <TextField
          label={t('key')}
          hint={isThere ? t('replaceNote') : t('keyHint')}
          value={text}
          onChange={setText}
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          required
        />
      )}
      <div className={styles['value']}>
        <span aria-hidden>{t('value')}</span>
        <TextArea
          label={t('value')}
          className={styles['hidden'] ?? ''}
          value={value}
          onChange={setValue}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          dir="ltr"
          required
        />
        <small className={size > MOST_BYTES ? styles['bad'] : 'muted'}>
          {t('valueHint', { size: bytes(size), most: bytes(MOST_BYTES) })}
        </small>
        {value.endsWith('\n') && <small role="status">{t('endsInBreak')}</small>}
      </div>
      {isThere && <p className="muted">{t('loadedNext')}</p>}
    </FormDialog>
  );
}
