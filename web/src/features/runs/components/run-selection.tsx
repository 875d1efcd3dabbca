import { GitCompareArrows, Tag, Trash2, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink, IconButton } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify, notifyError } from '@/ui/toast';
import { useDeleteRuns, useRestoreRuns, useTagRuns } from '../api/run-actions';
import type { RunView } from '../api/table';
import { useRunMessages } from '../messages';
import styles from './run-selection.module.css';

type SelectionProps = { ids: readonly string[]; view: RunView; onClear: () => void };

/** What can be done with the chosen runs. */
export function RunSelection({ ids, view, onClear }: SelectionProps) {
  const t = useRunMessages();
  const [isTagging, setTagging] = useState(false);
  const remove = useDeleteRuns();
  const bringBack = useRestoreRuns();
  if (ids.length === 0) return null;

  const restore = (back: readonly string[]) =>
    bringBack.mutate(
      { ids: back },
      { onSuccess: () => notify(t('restored', { count: back.length })), onError: notifyError },
    );
  const onDelete = () =>
    remove.mutate(
      { ids },
      {
        onSuccess: () => {
          notify(t('deleted', { count: ids.length }), { label: t('undo'), run: () => restore(ids) });
          onClear();
        },
        onError: notifyError,
      },
    );
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('selectedRuns')}>
      <span className={styles['count']}>{t('selected', { count: ids.length })}</span>
      <IconButton label={t('unselect')} onClick={onClear}>
        <X />
      </IconButton>
      {view === 'ACTIVE_ONLY' ? (
        <>
          <ButtonLink href={`#/compare?runs=${encodeURIComponent(JSON.stringify(ids))}`}>
            <GitCompareArrows aria-hidden />
            {t('compare')}
          </ButtonLink>
          <Button onClick={() => setTagging(true)}>
            <Tag />
            {t('addTag')}
          </Button>
          <Button busy={remove.isPending} onClick={onDelete}>
            <Trash2 />
            {t('delete')}
          </Button>
        </>
      ) : (
        <Button
          busy={bringBack.isPending}
          onClick={() => {
            restore(ids);
            onClear();
          }}
        >
          <Undo2 />
          {t('restore')}
        </Button>
      )}
      <TagDialog key={String(isTagging)} ids={ids} open={isTagging} onClose={() => setTagging(false)} />
    </div>
  );
}

function TagDialog({ ids, open, onClose }: { ids: readonly string[]; open: boolean; onClose: () => void }) {
  const t = useRunMessages();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const tag = useTagRuns();
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t('tagTitle', { count: ids.length })}
      action={t('addTag')}
      busy={tag.isPending}
      disabled={key.trim() === ''}
      error={tag.error}
      onSubmit={() =>
        tag.mutate(
          { ids, key: key.trim(), value },
          {
            onSuccess: () => {
              notify(t('tagged', { count: ids.length }));
              onClose();
            },
          },
        )
      }
    >
      <TextField label={t('tagKey')} value={key} onChange={setKey} autoComplete="off" required />
      <TextField label={t('tagValue')} value={value} onChange={setValue} autoComplete="off" />
    </FormDialog>
  );
}
