import { useEffect, useRef } from 'react';
import { Button } from './button';
import styles from './dialog.module.css';
import { useUiMessages } from './messages';

/** Asks in a form that is being left whether to drop what was written in it. */
export function DropQuestion({ onDrop, onKeep }: { onDrop: () => void; onKeep: () => void }) {
  const t = useUiMessages();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <>
      <p role="alert" className={styles['foot']}>
        {t('dropWritten')}
      </p>
      <Button ref={keep} onClick={onKeep}>
        {t('keepWriting')}
      </Button>
      <Button kind="danger" onClick={onDrop}>
        {t('drop')}
      </Button>
    </>
  );
}
