import styles from './check-box.module.css';

type CheckBoxProps = { name: string; isOn: boolean; isDisabled?: boolean; onToggle: (isOn: boolean) => void };

/** Something that is so or is not, in one line. */
export function CheckBox({ name, isOn, isDisabled = false, onToggle }: CheckBoxProps) {
  return (
    <label className={styles['choice']} title={name}>
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onToggle(event.target.checked)}
      />
      <span className="truncate">{name}</span>
    </label>
  );
}
