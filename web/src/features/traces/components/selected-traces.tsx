import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, Tag as TagIcon, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Tag } from '@/api/schema.gen';
import { readAnew } from '@/lib/change';
import { useLongWork, withEach } from '@/lib/long-work';
import { AddToQueue } from '@/ui/add-to-queue';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { HowFar } from '@/ui/how-far';
import { saveFile } from '@/ui/save-file';
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
  const { progress, run, giveUp } = useLongWork();
  if (ids.length === 0) return null;

  const download = () => {
    const texts: string[] = [];
    run(ids.length, async (work) => {
      await withEach(ids, work, async (id, place) => void (texts[place] = await exported(id, work.signal)));
      return new Blob(['[', texts.join(',\n'), ']'], { type: 'application/json' });
    })
      .then((file) => {
        if (!file) return;
        saveFile(file, 'traces.json');
        notify(t('exported', { count: ids.length }));
      })
      .catch(notifyError);
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
      <Button busy={progress !== undefined} onClick={download}>
        <Download />
        {t('export')}
      </Button>
      <HowFar progress={progress} onGiveUp={giveUp} />
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
  const bringBack = useRestoreTraces({
    onDone: (_, restored) => notify(t('restored', { count: restored.length })),
    onError: notifyError,
  });
  const remove = useDeleteTraces(experimentId, (deleted) =>
    notify(t('deleted', { count: deleted.length }), { label: t('undo'), run: () => bringBack.mutate(deleted) }),
  );
  const confirmed = () =>
    remove.mutate(ids, {
      onSuccess: () => {
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
  const { progress, run, giveUp } = useLongWork();
  const client = useQueryClient();
  const tag = useMutation({
    mutationFn: async (made: Tag) => {
      let done = 0;
      await run(ids.length, (work) =>
        withEach(ids, work, async (id) => {
          await setTag(id, made, work.signal);
          done++;
        }),
      );
      return done;
    },
    onSuccess: (done, { key: set }) => notify(t('tagged', { count: done, key: set })),
    onSettled: () => readAnew(client, 'traces'),
  });
  const confirmed = () => tag.mutate({ key: key.trim(), value }, { onSuccess: onClose });
  const leave = () => {
    giveUp();
    onClose();
  };
  return (
    <FormDialog
      open
      onClose={leave}
      title={t('tagTitle', { count: ids.length })}
      action={t('save')}
      busy={tag.isPending}
      mayLeave
      disabled={key.trim() === ''}
      error={tag.error}
      onSubmit={confirmed}
    >
      <TextField label={t('key')} value={key} onChange={setKey} autoComplete="off" required />
      <TextField label={t('value')} value={value} onChange={setValue} autoComplete="off" />
      <HowFar progress={progress} onGiveUp={giveUp} />
    </FormDialog>
  );
}
