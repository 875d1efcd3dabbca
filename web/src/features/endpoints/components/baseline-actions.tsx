import { useState } from 'react';
import { bytes } from '@/lib/format';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { rowsOf, useForgetBaseline, useGiveBaseline } from '../api/baseline';
import { useBaselineMessages } from '../messages-baseline';
import styles from './baseline-actions.module.css';

const EXAMPLE = '{"dataframe_split": {"columns": ["length"], "data": [[5.1], [6.2]]}, "predictions": [0, 1]}';

/** As many bytes as the server takes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Chooses what columns are held against: rows that somebody gives or names, or the first requests. */
export function BaselineActions({ name, isGiven }: { name: string; isGiven: boolean }) {
  const t = useBaselineMessages();
  const [asked, setAsked] = useState<'give' | 'forget'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <Button onClick={() => setAsked('give')}>{t('give')}</Button>
      {isGiven && <Button onClick={() => setAsked('forget')}>{t('forget')}</Button>}
      {asked === 'give' && <GiveDialog name={name} onClose={close} />}
      {asked === 'forget' && <ForgetDialog name={name} onClose={close} />}
    </>
  );
}

function GiveDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useBaselineMessages();
  const give = useGiveBaseline(name);
  const [artifact, setArtifact] = useState('');
  const [predictions, setPredictions] = useState('');
  const [text, setText] = useState('');
  const [fileError, setFileError] = useState<Error>();
  const [isNamed, isTyped] = [artifact.trim() !== '', text.trim() !== ''];
  const read = async (file: File | undefined) => {
    setFileError(undefined);
    if (!file) return;
    if (file.size > MOST_BYTES) {
      setFileError(new Error(t('tooLarge', { size: bytes(file.size), most: bytes(MOST_BYTES) })));
      return;
    }
    try {
      setText(await file.text());
    } catch {
      setFileError(new Error(t('unreadable', { name: file.name })));
    }
  };
  return (
    <FormDialog
      open
      wide
      title={t('giveTitle', { name })}
      action={t('save')}
      busy={give.isPending}
      error={fileError ?? give.error}
      disabled={isNamed === isTyped}
      onClose={onClose}
      onSubmit={() => {
        setFileError(undefined);
        give.mutate(isNamed ? rowsOf(artifact, predictions) : text, {
          onSuccess: () => {
            notify(t('given'));
            onClose();
          },
        });
      }}
    >
      <p className="muted">{t('giveText')}</p>
      <TextField
        label={t('artifact')}
        placeholder="runs:/…/train.json"
        value={artifact}
        onChange={setArtifact}
        hint={t('artifactHint')}
        error={isNamed && isTyped ? t('both') : undefined}
        dir="ltr"
        spellCheck={false}
      />
      <TextField
        label={t('predictions')}
        value={predictions}
        onChange={setPredictions}
        hint={t('predictionsHint')}
        disabled={!isNamed}
        spellCheck={false}
      />
      <label className={styles['part']}>
        <span>{t('file')}</span>
        <input
          type="file"
          accept=".json,application/json"
          onChange={({ target }) => {
            void read(target.files?.[0]);
            target.value = ''; // else the same file, changed, could not be chosen again
          }}
        />
      </label>
      <div className={styles['part']}>
        <span aria-hidden>{t('rows')}</span>
        <TextArea
          label={t('rows')}
          placeholder={EXAMPLE}
          value={text}
          onChange={(typed) => {
            setFileError(undefined);
            setText(typed);
          }}
          rows={4}
          dir="ltr"
          spellCheck={false}
        />
      </div>
    </FormDialog>
  );
}

function ForgetDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useBaselineMessages();
  const forget = useForgetBaseline(name);
  return (
    <FormDialog
      open
      danger
      title={t('forgetTitle', { name })}
      action={t('forget')}
      busy={forget.isPending}
      error={forget.error}
      onClose={onClose}
      onSubmit={() =>
        forget.mutate(undefined, {
          onSuccess: () => {
            notify(t('forgotten'));
            onClose();
          },
        })
      }
    >
      <p>{t('forgetText')}</p>
    </FormDialog>
  );
}
