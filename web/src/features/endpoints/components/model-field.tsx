import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import { registeredNamesQuery } from '@/lib/registry';
import { TextField } from '@/ui/text-field';
import { useEndpointMessages } from '../messages';

type ModelFieldProps = {
  value: string;
  /** Gets the version that goes with the model as well, where there is another model now: none yet. */
  onChange: (model: string, version?: string) => void;
};

/** One of the registered models, offered by a part of its name. */
export function ModelField({ value, onChange }: ModelFieldProps) {
  const t = useEndpointMessages();
  const id = useId();
  const names = useQuery({
    ...registeredNamesQuery(useDeferredValue(value.trim())),
    placeholderData: (before) => before,
  }).data;
  return (
    <>
      <TextField
        label={t('model')}
        hint={names?.length === 0 ? t('noModel') : t('modelHint')}
        value={value}
        onChange={(model) => onChange(model, '')}
        autoComplete="off"
        spellCheck={false}
        list={id}
        required
      />
      <datalist id={id}>
        {names?.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
