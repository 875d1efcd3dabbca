import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useSetQuota } from '../api/storage';
import { useWorkspaceMessages } from '../messages';
import { StorageUse } from './storage-use';

/** Shows what a workspace stores, and says what it may. */
export function StorageDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useWorkspaceMessages();
  const change = useSetQuota(name);
  const [quota, setQuota] = useState('');
  return (
    <FormDialog
      open
      title={t('storageTitle', { name })}
      action={t('save')}
      busy={change.isPending}
      error={change.error}
      disabled={quota.trim() === ''}
      onClose={onClose}
      onSubmit={() =>
        change.mutate(quota.trim(), {
          onSuccess: () => {
            notify(t('changed', { name }));
            onClose();
          },
        })
      }
    >
      <p>
        <StorageUse name={name} />
      </p>
      <TextField
        label={t('quota')}
        hint={t('quotaHint')}
        placeholder="500g"
        value={quota}
        onChange={setQuota}
        autoComplete="off"
        spellCheck={false}
      />
    </FormDialog>
  );
}
