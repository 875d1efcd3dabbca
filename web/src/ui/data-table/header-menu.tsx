import { Menu as Base } from '@base-ui/react/menu';
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, EyeOff, Pin, PinOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuItem } from '../menu';
import menu from '../menu.module.css';
import { useUiMessages } from '../messages';
import { moved, type Column, type ColumnLayout } from './columns';
import type { Sort } from './header-row';

export type HeaderMenuTarget = { column: Column<never>; anchor: HTMLElement };

type HeaderMenuProps = {
  target: HeaderMenuTarget | undefined;
  onClose: () => void;
  /** All columns from left to right. */
  shown: readonly string[];
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
  onSort: ((sort: Sort) => void) | undefined;
  onHide: ((id: string) => void) | undefined;
  /** What else can be done with a column, as menu items. */
  more: ((id: string) => ReactNode) | undefined;
};

/** What can be done with a column. One menu serves all of them. */
export function HeaderMenu({ target, onClose, ...props }: HeaderMenuProps) {
  return (
    <Base.Root open={target !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Base.Portal>
        <Base.Positioner className={menu['positioner']} anchor={target?.anchor ?? null} sideOffset={4} align="start">
          <Base.Popup className={menu['popup']}>{target && <Items column={target.column} {...props} />}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemsProps = Omit<HeaderMenuProps, 'target' | 'onClose'> & { column: Column<never> };

function Items({ column, shown, layout, onLayout, onSort, onHide, more }: ItemsProps) {
  const t = useUiMessages();
  const { id } = column;
  const place = shown.indexOf(id);
  const isPinned = layout.pinned.includes(id);
  const move = (to: number) => onLayout({ ...layout, order: moved(shown, id, to) });
  return (
    <>
      {column.sortable === true && onSort && (
        <>
          <MenuItem icon={<ArrowUp />} onClick={() => onSort({ id, descending: false })}>
            {t('sortUp')}
          </MenuItem>
          <MenuItem icon={<ArrowDown />} onClick={() => onSort({ id, descending: true })}>
            {t('sortDown')}
          </MenuItem>
        </>
      )}
      <MenuItem
        icon={isPinned ? <PinOff /> : <Pin />}
        onClick={() =>
          onLayout({
            ...layout,
            pinned: isPinned ? layout.pinned.filter((other) => other !== id) : [...layout.pinned, id],
          })
        }
      >
        {t(isPinned ? 'unpin' : 'pin')}
      </MenuItem>
      <MenuItem icon={<ArrowLeft />} disabled={place <= 0} onClick={() => move(place - 1)}>
        {t('moveLeft')}
      </MenuItem>
      <MenuItem icon={<ArrowRight />} disabled={place >= shown.length - 1} onClick={() => move(place + 1)}>
        {t('moveRight')}
      </MenuItem>
      {onHide && column.fixed !== true && (
        <MenuItem icon={<EyeOff />} onClick={() => onHide(id)}>
          {t('hide')}
        </MenuItem>
      )}
      {more?.(id)}
    </>
  );
}
