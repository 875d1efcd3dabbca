import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import styles from './tooltip.module.css';

type TooltipProps = {
  left: number;
  top: number;
  host: RefObject<HTMLElement | null>;
  title: string;
  children: ReactNode;
};

const GAP = 14;

/** What stands beside the pointer, on the side where there is room. */
export function Tooltip({ left, top, host, title, children }: TooltipProps) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [box, area] = [own.current, host.current];
    if (!box || !area) return;
    const isRight = left + GAP + box.offsetWidth <= area.clientWidth;
    const x = isRight ? left + GAP : Math.max(left - GAP - box.offsetWidth, -8);
    const y = Math.min(Math.max(top - box.offsetHeight / 2, -8), area.clientHeight - 24);
    box.style.transform = `translate(${x}px, ${y}px)`;
  });
  return (
    <div ref={own} className={styles['tooltip']} role="status">
      <p className={styles['title']}>{title}</p>
      <ul>{children}</ul>
    </div>
  );
}
