import { useEffect } from 'react';
import { isTyping } from '@/lib/typing';

type Actions = { openPalette: () => void; openHelp: () => void };

/** The keys that work on every screen. Those of lists are the lists' own. */
export function useShortcuts({ openPalette, openHelp }: Actions): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') openHelp();
      else if (event.key === '/') focus(event, '[data-search]');
      else if (event.key === 'j' && !isInRows(event.target)) focus(event, '[data-rows]');
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}

function focus(event: KeyboardEvent, selector: string): void {
  const target = inFront().querySelector<HTMLElement>(selector);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** What keys are meant for: the dialog above all others, or the page. */
function inFront(): ParentNode {
  const dialogs = document.querySelectorAll('[role=dialog][data-open]:not([data-nested-dialog-open])');
  return [...dialogs].at(-1) ?? document;
}

function isInRows(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[data-rows]') !== null;
}
