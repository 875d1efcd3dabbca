import styles from './radio-list.module.css';

type CheckListProps<T extends string> = {
  label: string;
  chosen: ReadonlySet<T>;
  /** Each with its name, and with what it means. */
  options: readonly (readonly [value: T, name: string, meaning: string])[];
  onToggle: (value: T) => void;
};

/** Any of a few that need to be explained. */
export function CheckList<T extends string>({ label, chosen, options, onToggle }: CheckListProps<T>) {
  return (
    <fieldset className={styles['list']}>
      <legend className="visually-hidden">{label}</legend>
      {options.map(([option, text, meaning]) => (
        <label key={option} className={styles['option']}>
          <input type="checkbox" checked={chosen.has(option)} onChange={() => onToggle(option)} />
          <span>{text}</span>
          <small>{meaning}</small>
        </label>
      ))}
    </fieldset>
  );
}
