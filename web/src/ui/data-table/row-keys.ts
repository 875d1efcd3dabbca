import { useCallback, type KeyboardEvent } from 'react';
import { isTyping } from '@/lib/typing';

type RowKeys = {
  rowCount: number;
  active: number | undefined;
  move: (index: number) => void;
  open: (index: number) => void;
  toggle: (index: number) => void;
  /** Shows or hides what is below a row. */
  turn: (index: number, isOpening: boolean) => void;
};

const PAGE = 20;

/**
 * What the keys do in a list of rows: j, k, arrows, Page and Home and End move, Enter opens, x and
 * Space select, the right and left arrows show and hide what is below.
 */
export function useRowKeys({ rowCount, active, move, open, toggle, turn }: RowKeys): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!event.currentTarget.contains(event.target as Node)) return; // in a dialog that a row opened
      const here = active ?? -1;
      const to = (index: number) => move(Math.max(0, Math.min(rowCount - 1, index)));
      const actions: Record<string, () => void> = {
        j: () => to(here + 1),
        ArrowDown: () => to(here + 1),
        k: () => to(here - 1),
        ArrowUp: () => to(here - 1),
        PageDown: () => to(here + PAGE),
        PageUp: () => to(here - PAGE),
        Home: () => to(0),
        End: () => to(rowCount - 1),
        Enter: () => open(here),
        x: () => toggle(here),
        ' ': () => toggle(here),
        ArrowRight: () => turn(here, true),
        ArrowLeft: () => turn(here, false),
      };
      const action = actions[event.key];
      const control = { Enter: 'a, button', ' ': 'button' }[event.key];
      const isOnControl = control !== undefined && (event.target as HTMLElement).closest(control) !== null;
      if (!action || isOnControl || rowCount === 0) return;
      event.preventDefault();
      action();
    },
    [rowCount, active, move, open, toggle, turn],
  );
}
