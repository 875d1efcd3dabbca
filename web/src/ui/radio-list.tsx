import { useId } from 'react';
import styles from './radio-list.module.css';

type RadioListProps<T extends string> = {
  label: string;
  value: T;
  /** Each with its name, and with what it means. */
  options: readonly (readonly [value: T, name: string, meaning: string])[];
  onChange: (value: T) => void;
};

/** One of a few that need to be explained. */
export function RadioList<T extends string>({ label, value, options, onChange }: RadioListProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles['list']}>
      <legend className="visually-hidden">{label}</legend>
      {options.map(([option, text, meaning]) => (
        <label key={option} className={styles['option']}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          <span>{text}</span>
          <small>{meaning}</small>
        </label>
      ))}
    </fieldset>
  );
}
