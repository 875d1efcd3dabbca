import { CopyPlus, OctagonX, PackagePlus, Pencil, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { notify, notifyError } from '@/ui/toast';
import { isOpen, useDeleteRun, useRestoreRun, useStopRun, type Run } from '../api/run';
import { useRunMessages } from '../messages';
import { DuplicateDialog } from './duplicate-dialog';
import { RegisterDialog } from './register-dialog';
import { RenameRunDialog } from './rename-run-dialog';

type Asked = 'rename' | 'duplicate' | 'stop' | 'delete' | 'register';

/** What can be done with a run. */
export function RunActions({ run }: { run: Run }) {
  const t = useRunMessages();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const restore = useRestoreRun(run.info.run_id);
  const bringBack = () => restore.mutate(undefined, { onSuccess: () => notify(t('restored')), onError: notifyError });
  return (
    <>
      {isOpen(run.info) && run.info.lifecycle_stage !== 'deleted' && (
        <Button onClick={() => setAsked('stop')}>
          <OctagonX />
          {t('stop')}
        </Button>
      )}
      <Button onClick={() => setAsked('register')}>
        <PackagePlus />
        {t('register')}
      </Button>
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Pencil />} onClick={() => setAsked('rename')}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={<CopyPlus />} onClick={() => setAsked('duplicate')}>
          {t('duplicate')}
        </MenuItem>
        {run.info.lifecycle_stage === 'deleted' ? (
          <MenuItem icon={<Undo2 />} onClick={bringBack}>
            {t('restore')}
          </MenuItem>
        ) : (
          <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
            {t('delete')}
          </MenuItem>
        )}
      </MoreMenu>
      {asked === 'rename' && <RenameRunDialog info={run.info} onClose={close} />}
      {asked === 'duplicate' && <DuplicateDialog run={run} onClose={close} />}
      {asked === 'register' && <RegisterDialog run={run} onClose={close} />}
      {asked === 'stop' && <StopDialog run={run} onClose={close} />}
      {asked === 'delete' && <DeleteDialog run={run} onClose={close} onUndo={bringBack} />}
    </>
  );
}

function StopDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const t = useRunMessages();
  const stop = useStopRun(run.info.run_id);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('stopTitle', { name: run.info.run_name })}
      action={t('stop')}
      danger
      busy={stop.isPending}
      error={stop.error}
      onSubmit={() =>
        stop.mutate(undefined, {
          onSuccess: () => {
            notify(t('stopped'));
            onClose();
          },
        })
      }
    >
      <p>{t('stopText')}</p>
    </FormDialog>
  );
}

function DeleteDialog({ run, onClose, onUndo }: { run: Run; onClose: () => void; onUndo: () => void }) {
  const t = useRunMessages();
  const remove = useDeleteRun(run.info.run_id);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('deleteTitle', { name: run.info.run_name })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify(t('deleted'), { label: t('undo'), run: onUndo });
            onClose();
          },
        })
      }
    >
      <p>{t('deleteText')}</p>
    </FormDialog>
  );
}
