import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import styles from './switcher.module.css';

type SwitcherProps<T extends string> = {
  label: string;
  value: T;
  options: readonly (readonly [T, ReactNode])[];
  onChange: (value: T) => void;
};

/** One of a few, side by side. */
export function Switcher<T extends string>({ label, value, options, onChange }: SwitcherProps<T>) {
  return (
    <ToggleGroup
      aria-label={label}
      className={styles['switcher']}
      value={[value]}
      onValueChange={([chosen]) => chosen !== undefined && onChange(chosen)}
    >
      {options.map(([option, text]) => (
        <Toggle key={option} value={option} className={styles['option']}>
          {text}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
