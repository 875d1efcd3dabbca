import { Menu as Base } from '@base-ui/react/menu';
import { Check, Ellipsis } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button';
import styles from './menu.module.css';

type MenuProps = { trigger: ReactElement; children: ReactNode; align?: 'start' | 'end' };

/** What can be done, behind a button. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} sideOffset={4} align={align}>
          <Base.Popup className={styles['popup']}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** What else can be done with something, behind three dots. */
export function MoreMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu
      trigger={
        <IconButton label={label}>
          <Ellipsis />
        </IconButton>
      }
    >
      {children}
    </Menu>
  );
}

type ItemProps = { icon?: ReactNode; onClick: () => void; danger?: boolean; disabled?: boolean; children: ReactNode };

export function MenuItem({ icon, onClick, danger = false, disabled = false, children }: ItemProps) {
  return (
    <Base.Item
      className={[styles['item'], danger ? styles['danger'] : ''].join(' ')}
      onClick={onClick}
      disabled={disabled}
    >
      {icon}
      {children}
    </Base.Item>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  value: T;
  options: readonly (readonly [T, ReactNode])[];
  onChange: (value: T) => void;
};

/** One of several, with a mark at the one that holds. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles['label']}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as T)}>
        {options.map(([option, text]) => (
          <Base.RadioItem key={option} value={option} className={styles['item']}>
            <span className={styles['mark']}>
              <Base.RadioItemIndicator>
                <Check />
              </Base.RadioItemIndicator>
            </span>
            {text}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}
