import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Menu, MenuChoice } from './menu';

type ChoiceMenuProps<T extends string> = {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  disabled?: boolean;
  onChange: (value: T) => void;
};

/** One of several behind a button, which shows the one that holds. */
export function ChoiceMenu<T extends string>(props: ChoiceMenuProps<T>): ReactNode {
  const { label, value, options, disabled = false, onChange } = props;
  const chosen = options.find(([option]) => option === value)?.[1] ?? value;
  return (
    <Menu
      align="start"
      trigger={
        <Button aria-label={`${label}: ${chosen}`} disabled={disabled}>
          {chosen}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuChoice label={label} value={value} options={options} onChange={onChange} />
    </Menu>
  );
}
