import { Combobox } from '@base-ui/react/combobox';
import { useMemo, useState } from 'react';
import type { Field, Keys } from '../api/charts';
import { sameField } from '../layout';
import { useChartsMessages } from '../messages';
import styles from './key-field.module.css';

type KeyFieldProps = {
  label: string;
  value: Field | undefined;
  keys: Keys;
  /** What may be chosen. */
  of: readonly Field['kind'][];
  onChange: (field: Field) => void;
};

/** Of twelve thousand keys, so many are listed; typing finds the others. */
const LISTED = 100;

/** A metric, a parameter or an image, found by a part of its name. */
export function KeyField({ label, value, keys, of, onChange }: KeyFieldProps) {
  const t = useChartsMessages();
  const [text, setText] = useState('');
  const all = useMemo<Field[]>(
    () =>
      of.flatMap((kind): Field[] =>
        kind === 'image'
          ? keys.images.map((key) => ({ kind, key }))
          : (kind === 'metric' ? keys.metrics : keys.params).map(({ key }) => ({ kind, key })),
      ),
    [keys, of],
  );
  const found = useMemo(() => {
    const wanted = text === value?.key ? '' : text.trim().toLowerCase();
    return all.filter((field) => field.key.toLowerCase().includes(wanted)).slice(0, LISTED);
  }, [all, text, value]);
  return (
    <Combobox.Root
      items={found}
      filter={null}
      value={value ?? null}
      onValueChange={(field: Field | null) => field && onChange(field)}
      onInputValueChange={setText}
      itemToStringLabel={(field: Field) => field.key}
      isItemEqualToValue={sameField}
    >
      <Combobox.Input className={styles['input']} aria-label={label} placeholder={label} />
      <Combobox.Portal>
        <Combobox.Positioner className={styles['positioner']} sideOffset={4}>
          <Combobox.Popup className={styles['popup']}>
            <Combobox.List>
              {(field: Field) => (
                <Combobox.Item key={`${field.kind} ${field.key}`} value={field} className={styles['item']}>
                  <span className="truncate">{field.key}</span>
                  {of.length > 1 && <span className="muted">{t(field.kind)}</span>}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
