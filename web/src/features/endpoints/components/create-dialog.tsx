import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { endpointRoute } from '@/lib/routes';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { useCreateEndpoint } from '../api/changes';
import { configFrom, isWhole, newEntity, type EntityDraft } from '../api/draft';
import { useEndpointMessages } from '../messages';
import { EntityFields } from './entity-fields';

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/;

type CreateDialogProps = {
  /** Of which it is to answer with a version, where that is said already. */
  model: string;
  version: string;
  onClose: () => void;
};

/** Makes an endpoint, and leads there. */
export function CreateDialog({ model, version, onClose }: CreateDialogProps) {
  const t = useEndpointMessages();
  const navigate = useNavigate();
  const create = useCreateEndpoint();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [entities, setEntities] = useState<EntityDraft[]>([newEntity(0, model, version)]);
  const [splitKey, setSplitKey] = useState('');
  const isNamed = NAME.test(name.trim());
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('create')}
      action={t('createAction')}
      busy={create.isPending}
      disabled={!isNamed || !isWhole(entities)}
      error={create.error}
      onSubmit={() =>
        create.mutate(
          { name: name.trim(), description: description.trim(), config: configFrom(entities, splitKey) },
          {
            onSuccess: (made) => {
              onClose();
              void navigate({ to: endpointRoute.to, params: { endpointName: made.name } });
            },
          },
        )
      }
    >
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        {...(name !== '' && !isNamed && { error: t('badName') })}
        value={name}
        onChange={setName}
        autoComplete="off"
        spellCheck={false}
        maxLength={63}
        required
      />
      <TextField label={t('description')} value={description} onChange={setDescription} autoComplete="off" />
      <EntityFields entities={entities} onChange={setEntities} splitKey={splitKey} onSplitKey={setSplitKey} />
    </FormDialog>
  );
}
