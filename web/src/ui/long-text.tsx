import { useState } from 'react';
import { bytes } from '@/lib/format';
import styles from './long-text.module.css';
import { useUiMessages } from './messages';

/** Characters that are shown before somebody asks for the rest. */
const CUT = 2_000;

/** A text as it is, in its own lines. A long one is cut until somebody asks for all of it. */
export function LongText({ text, mono = false }: { text: string; mono?: boolean }) {
  const t = useUiMessages();
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > CUT;
  return (
    <span className={[styles['text'], mono ? styles['mono'] : ''].join(' ')}>
      {isLong && !isWhole ? `${text.slice(0, CUT)} …` : text}
      {isLong && (
        <button type="button" className={styles['toggle']} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('showLess') : t('showAll', { size: bytes(text.length) })}
        </button>
      )}
    </span>
  );
}
