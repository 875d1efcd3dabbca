import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Tag } from '@/api/schema.gen';
import { IconButton } from './button';
import { FormDialog } from './dialog';
import { useUiMessages } from './messages';
import { Section } from './section';
import styles from './tags-editor.module.css';
import { TextArea, TextField } from './text-field';
import { notify, notifyError } from './toast';

type TagsEditorProps = {
  tags: readonly Tag[];
  set: (tag: Tag) => Promise<unknown>;
  remove: (key: string) => Promise<unknown>;
};

/** Tags to read, add, change and take away. Those that mean something to programs (`mlflow.…`) are only to be read. */
export function TagsEditor({ tags, set, remove }: TagsEditorProps) {
  const t = useUiMessages();
  const [edited, setEdited] = useState<Tag>();
  const own = tags.filter((tag) => !tag.key.startsWith('mlflow.'));
  const ofPrograms = tags.filter((tag) => tag.key.startsWith('mlflow.'));

  const take = async (tag: Tag) => {
    try {
      await remove(tag.key);
      notify(t('tagRemoved', { key: tag.key }), { label: t('undo'), run: () => void set(tag).catch(notifyError) });
    } catch (error) {
      notifyError(error as Error);
    }
  };
  return (
    <Section
      title={t('tags')}
      count={own.length}
      actions={
        <IconButton label={t('addTag')} onClick={() => setEdited({ key: '', value: '' })}>
          <Plus />
        </IconButton>
      }
    >
      {own.length === 0 && <p className={styles['none']}>{t('noTags')}</p>}
      <ul className={styles['tags']}>
        {own.map((tag) => (
          <li key={tag.key}>
            <span className={styles['text']}>
              <span className="muted">{tag.key}</span>
              <span>{tag.value}</span>
            </span>
            <IconButton label={t('editTag', { key: tag.key })} onClick={() => setEdited(tag)}>
              <Pencil />
            </IconButton>
            <IconButton label={t('removeTag', { key: tag.key })} onClick={() => void take(tag)}>
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ul>
      {ofPrograms.length > 0 && (
        <details className={styles['more']}>
          <summary>{t('programTags', { count: ofPrograms.length })}</summary>
          <ul className={styles['tags']}>
            {ofPrograms.map((tag) => (
              <li key={tag.key}>
                <span className={styles['text']}>
                  <span className="muted">{tag.key}</span>
                  <span className={styles['long']}>{tag.value}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {edited && <TagDialog tag={edited} set={set} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}

type TagDialogProps = { tag: Tag; set: (tag: Tag) => Promise<unknown>; onClose: () => void };

function TagDialog({ tag, set, onClose }: TagDialogProps) {
  const t = useUiMessages();
  const [key, setKey] = useState(tag.key);
  const [value, setValue] = useState(tag.value);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const isNew = tag.key === '';
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      await set({ key: key.trim(), value });
      onClose();
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={isNew ? t('addTag') : t('editTag', { key: tag.key })}
      action={t('save')}
      busy={isBusy}
      error={error}
      disabled={key.trim() === ''}
      onSubmit={() => void save()}
    >
      {isNew && <TextField label={t('tagKey')} value={key} onChange={setKey} autoComplete="off" required />}
      <TextArea label={t('tagValue')} placeholder={t('tagValue')} value={value} onChange={setValue} />
    </FormDialog>
  );
}
