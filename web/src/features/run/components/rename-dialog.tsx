import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useRenameRun, type RunInfo } from '../api/run';
import { useRunMessages } from '../messages';

export function RenameDialog({ info, onClose }: { info: RunInfo; onClose: () => void }) {
  const t = useRunMessages();
  const [name, setName] = useState(info.run_name);
  const rename = useRenameRun(info.run_id);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('renameTitle')}
      action={t('rename')}
      busy={rename.isPending}
      disabled={name.trim() === '' || name === info.run_name}
      error={rename.error}
      onSubmit={() =>
        rename.mutate(name.trim(), {
          onSuccess: () => {
            notify(t('renamed', { name: name.trim() }));
            onClose();
          },
        })
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
    </FormDialog>
  );
}
