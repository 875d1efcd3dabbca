import { Download, Tag as TagIcon, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '@/lib/change';
import { AddToQueue } from '@/ui/add-to-queue';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify, notifyError } from '@/ui/toast';
import { exported, setTag, useDeleteTraces, useRestoreTraces } from '../api/traces';
import { useTraceMessages } from '../messages';
import styles from './selected-traces.module.css';

type SelectedProps = { experimentId: string; ids: readonly string[]; onDone: () => void };

/** What can be done with the traces that are chosen in the list. */
export function SelectedTraces({ experimentId, ids, onDone }: SelectedProps) {
  const t = useTraceMessages();
  const [asked, setAsked] = useState<'delete' | 'tag'>();
  const [isBusy, setBusy] = useState(false);
  if (ids.length === 0) return null;

  const download = async () => {
    setBusy(true);
    try {
      const text = JSON.stringify(await exported(ids), null, 1);
      saveAs(new Blob([text], { type: 'application/json' }), 'traces.json');
      notify(t('exported', { count: ids.length }));
    } catch (error) {
      notifyError(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const close = () => setAsked(undefined);
  return (
    <div className={styles['selected']} role="group" aria-label={t('actions')}>
      <span role="status">{t('selected', { count: ids.length })}</span>
      <Button onClick={() => setAsked('tag')}>
        <TagIcon />
        {t('tag')}
      </Button>
      <AddToQueue experimentId={experimentId} traceIds={ids} onDone={onDone} />
      <Button busy={isBusy} onClick={() => void download()}>
        <Download />
        {t('export')}
      </Button>
      <Button onClick={() => setAsked('delete')}>
        <Trash2 />
        {t('delete')}
      </Button>
      {asked === 'delete' && <DeleteDialog experimentId={experimentId} ids={ids} onClose={close} onDone={onDone} />}
      {asked === 'tag' && <TagDialog ids={ids} onClose={close} />}
    </div>
  );
}

type DialogProps = { ids: readonly string[]; onClose: () => void };

function DeleteDialog({ experimentId, ids, onClose, onDone }: SelectedProps & DialogProps) {
  const t = useTraceMessages();
  const remove = useDeleteTraces(experimentId);
  const bringBack = useRestoreTraces();
  const restore = () =>
    bringBack.mutate(ids, {
      onSuccess: () => notify(t('restored', { count: ids.length })),
      onError: notifyError,
    });
  const confirmed = () =>
    remove.mutate(ids, {
      onSuccess: () => {
        notify(t('deleted', { count: ids.length }), { label: t('undo'), run: restore });
        onClose();
        onDone();
      },
    });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('deleteTitle', { count: ids.length })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={confirmed}
    >
      <p>{t('deleteText')}</p>
    </FormDialog>
  );
}

function TagDialog({ ids, onClose }: DialogProps) {
  const t = useTraceMessages();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const tag = useChange('traces', async (made: { key: string; value: string }) => {
    for (const id of ids) await setTag(id, made);
  });
  const confirmed = () =>
    tag.mutate(
      { key: key.trim(), value },
      {
        onSuccess: () => {
          notify(t('tagged', { count: ids.length, key: key.trim() }));
          onClose();
        },
      },
    );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('tagTitle', { count: ids.length })}
      action={t('save')}
      busy={tag.isPending}
      disabled={key.trim() === ''}
      error={tag.error}
      onSubmit={confirmed}
    >
      <TextField label={t('key')} value={key} onChange={setKey} autoComplete="off" required />
      <TextField label={t('value')} value={value} onChange={setValue} autoComplete="off" />
    </FormDialog>
  );
}

function saveAs(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
