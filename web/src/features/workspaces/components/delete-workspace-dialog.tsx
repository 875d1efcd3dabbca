import { useState } from 'react';
import { DEFAULT_WORKSPACE, screenAddress, workspace as current } from '@/lib/workspace';
import { FormDialog } from '@/ui/dialog';
import { RadioList } from '@/ui/radio-list';
import { notify } from '@/ui/toast';
import { DELETIONS, useDeleteWorkspace, type Deletion } from '../api/changes';
import { useWorkspaceMessages } from '../messages';

/** Asks what is to become of the things of a workspace, and deletes it. */
export function DeleteWorkspaceDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useWorkspaceMessages();
  const remove = useDeleteWorkspace();
  const [mode, setMode] = useState<Deletion>('RESTRICT');
  return (
    <FormDialog
      open
      danger
      title={t('deleteTitle', { name })}
      action={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() =>
        remove.mutate(
          { name, mode },
          {
            onSuccess: () => {
              if (name === current) {
                location.assign(screenAddress('/workspaces', DEFAULT_WORKSPACE));
                return;
              }
              notify(t('deleted', { name }));
              onClose();
            },
          },
        )
      }
    >
      <p>{t('deleteText')}</p>
      <RadioList
        label={t('deletion')}
        value={mode}
        onChange={setMode}
        options={DELETIONS.map((option) => [option, t(`deletion.${option}`), t(`deletion.${option}.hint`)] as const)}
      />
    </FormDialog>
  );
}
