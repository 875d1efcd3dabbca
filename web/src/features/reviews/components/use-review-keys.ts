import { useEffect, useLayoutEffect, useRef } from 'react';
import { isTyping } from '@/lib/typing';

type Keys = {
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  skip: (() => void) | undefined;
};

/** The keys of a reviewer: j and k go through the traces, s skips, Ctrl Enter saves. Lists keep their own. */
export function useReviewKeys(keys: Keys): void {
  const current = useRef(keys);
  useLayoutEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('[role=dialog]')) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        document.querySelector<HTMLFormElement>('form[data-answers]')?.requestSubmit();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.target instanceof HTMLElement && event.target.closest('[data-rows]')) return;
      const { previous, next, skip } = current.current;
      const action = new Map([
        ['j', next],
        ['k', previous],
        ['s', skip],
      ]).get(event.key);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation(); // elsewhere j leads into the rows
      action();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
