import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from './button';
import { Markdown } from './markdown';
import { useUiMessages } from './messages';
import styles from './note.module.css';
import { ErrorNote } from './states';
import { TextArea } from './text-field';

type NoteProps = {
  text: string;
  /** The text as the server has it now, asked for before it is replaced. */
  current: () => Promise<string>;
  save: (text: string) => Promise<unknown>;
};

/**
 * A description in Markdown that can be edited in place. If somebody else changed it meanwhile, theirs is shown before
 * anything is written. Until the outcome is there, it neither takes words nor can be left.
 */
export function Note({ text, current, save }: NoteProps) {
  const t = useUiMessages();
  const [base, setBase] = useState<string>();
  const [draft, setDraft] = useState('');
  const [theirs, setTheirs] = useState<string>();
  const [error, setError] = useState<Error>();
  const [isBusy, setBusy] = useState(false);

  const edit = () => {
    setBase(text);
    setDraft(text);
    setTheirs(undefined);
    setError(undefined);
  };
  const write = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const now = await current();
      if (now !== base) {
        setTheirs(now);
        setBase(now);
        return;
      }
      await save(draft);
      setBase(undefined);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
    }
  };

  if (base === undefined) {
    return text === '' ? (
      <Button kind="quiet" className={styles['add']} onClick={edit}>
        <Pencil />
        {t('describe')}
      </Button>
    ) : (
      <div className={styles['note']}>
        <Markdown text={text} />
        <IconButton label={t('editDescription')} onClick={edit}>
          <Pencil />
        </IconButton>
      </div>
    );
  }
  return (
    <div className={styles['editor']}>
      {theirs !== undefined && (
        <div role="alert" className={styles['theirs']}>
          <p>{t('changedMeanwhile')}</p>
          <pre>{theirs}</pre>
        </div>
      )}
      <TextArea
        label={t('description')}
        value={draft}
        onChange={setDraft}
        placeholder={t('markdownHint')}
        readOnly={isBusy}
      />
      {error && <ErrorNote error={error} />}
      <div className={styles['actions']}>
        <Button kind="primary" busy={isBusy} onClick={() => void write()}>
          {theirs === undefined ? t('save') : t('saveMine')}
        </Button>
        <Button onClick={() => setBase(undefined)} disabled={isBusy}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
