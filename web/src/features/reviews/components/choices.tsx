import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import styles from './answer-form.module.css';

type ChoicesProps = {
  label: string;
  chosen: readonly string[];
  options: readonly (readonly [value: string, text: ReactNode])[];
  multiple?: boolean;
  onChange: (chosen: string[]) => void;
};

/** One or some of a few; what is chosen can be taken back. */
export function Choices({ label, chosen, options, multiple = false, onChange }: ChoicesProps) {
  return (
    <ToggleGroup
      aria-label={label}
      className={styles['choices']}
      multiple={multiple}
      value={[...chosen]}
      onValueChange={onChange}
    >
      {options.map(([value, text]) => (
        <Toggle key={value} value={value} className={styles['option']}>
          {text}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
