import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { useWatchMessages } from '../messages-watch';
import styles from './log-lines.module.css';

/** So many pixels from its end, somebody reads the end of a log. */
const NEAR = 8;

/**
 * The lines of a log, the newest last: that stays in sight for whoever is at the end. While somebody reads elsewhere, or
 * has selected some of it, the lines stay as they are.
 */
export function LogLines({ label, text }: { label: string; text: string }) {
  const t = useWatchMessages();
  const lines = useRef<HTMLPreElement>(null);
  const [isAway, setAway] = useState(false);
  const [isSelected, setSelected] = useState(false);
  const [shown, setShown] = useState(text);
  const isHeld = isAway || isSelected;
  if (!isHeld && shown !== text) setShown(text);

  useLayoutEffect(() => {
    if (lines.current && !isHeld) lines.current.scrollTop = lines.current.scrollHeight;
  }, [shown, isHeld]);
  useEffect(() => {
    const look = () => setSelected(lines.current !== null && isSelectedIn(lines.current));
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);

  const goOn = () => {
    if (isSelected) document.getSelection()?.removeAllRanges();
    setAway(false);
    lines.current?.focus();
  };
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
          setAway(scrollTop + clientHeight < scrollHeight - NEAR);
        }}
      >
        {shown}
      </pre>
      <CopyButton text={shown} />
      {shown !== text && (
        <div className={styles['newer']}>
          <Button onClick={goOn}>
            <ArrowDown />
            {t('newerLines')}
          </Button>
        </div>
      )}
    </div>
  );
}

function isSelectedIn(element: Element): boolean {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  return selection.getRangeAt(0).intersectsNode(element);
}
