import { useLayoutEffect, useRef } from 'react';
import { CopyButton } from '@/ui/copy-button';
import styles from './log-lines.module.css';

/** So many pixels from its end, somebody reads the end of a log. */
const NEAR = 8;

/** The lines of a log, the newest last: that stays in sight for whoever is at the end. */
export function LogLines({ label, text }: { label: string; text: string }) {
  const lines = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (lines.current && isAtEnd.current) lines.current.scrollTop = lines.current.scrollHeight;
  }, [text]);
  return (
    <div className={styles['log']}>
      <pre
        ref={lines}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        tabIndex={0}
        role="log"
        aria-label={label}
        dir="ltr"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight >= scrollHeight - NEAR;
        }}
      >
        {text}
      </pre>
      <CopyButton text={text} />
    </div>
  );
}
