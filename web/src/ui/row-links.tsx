import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { isTyping } from '@/lib/typing';

/** Lists of links marked by `data-row-link`, through which j and k lead as they do through tables; Enter follows one. */
export function RowLinks({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    if (step === undefined || links.length === 0) return;
    const here = links.indexOf(document.activeElement as HTMLElement);
    links[Math.max(0, Math.min(links.length - 1, here + step))]?.focus();
    event.preventDefault();
  };
  return (
    // The links have the focus; the list only hears their keys.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={list} className={className} data-rows tabIndex={-1} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
