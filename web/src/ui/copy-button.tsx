import { Check, Copy } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { copyText } from '@/lib/clipboard';
import { IconButton } from './button';
import styles from './copy-button.module.css';
import { useUiMessages } from './messages';

const SHOWN_MILLIS = 1_500;

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label, icon = <Copy /> }: { text: string; label?: string; icon?: ReactNode }) {
  const t = useUiMessages();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      label={isCopied ? t('copied') : (label ?? t('copy'))}
      className={styles['copy']}
      onClick={() => void copyText(text).then(() => setCopied(true))}
    >
      {isCopied ? <Check /> : icon}
    </IconButton>
  );
}

/** An id that a click copies. */
export function CopyId({ id }: { id: string }) {
  return (
    <span className={styles['id']}>
      <code className="truncate" title={id}>
        {id}
      </code>
      <CopyButton text={id} />
    </span>
  );
}

/** Code to copy and run. */
export function Snippet({ code }: { code: string }) {
  return (
    <div className={styles['snippet']}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
      <pre tabIndex={0}>{code}</pre>
      <CopyButton text={code} />
    </div>
  );
}
