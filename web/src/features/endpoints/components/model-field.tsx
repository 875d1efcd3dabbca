import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import { catalogNamesQuery, isFullName } from '@/lib/catalog';
import { registeredNamesQuery } from '@/lib/registry';
import { TextField } from '@/ui/text-field';
import { useEndpointMessages } from '../messages';

type ModelFieldProps = { value: string; onChange: (model: string) => void };

/** A registered model, of the workspace or of the catalogue, offered by a part of its name. */
export function ModelField({ value, onChange }: ModelFieldProps) {
  const t = useEndpointMessages();
  const id = useId();
  const asked = useDeferredValue(value.trim());
  const ofWorkspace = useQuery({ ...registeredNamesQuery(asked), placeholderData: (before) => before }).data;
  const ofCatalogue = useQuery({ ...catalogNamesQuery(asked), placeholderData: (before) => before }).data ?? [];
  const names = ofWorkspace && [...ofWorkspace, ...ofCatalogue];
  const isUnknown = names?.length === 0 && !isFullName(asked); // one may not be shown names of the catalogue
  return (
    <>
      <TextField
        label={t('model')}
        hint={isUnknown ? t('noModel') : t('modelHint')}
        value={value}
        onChange={onChange}
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
