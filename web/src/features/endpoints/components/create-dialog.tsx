import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { endpointRoute } from '@/lib/routes';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { useCreateEndpoint } from '../api/changes';
import { useEndpointMessages } from '../messages';
import { EntityFaults } from './entity-faults';
import { EntityFields } from './entity-fields';
import { useDrafts } from './use-drafts';

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
  const drafts = useDrafts({ model, version });
  const isNamed = NAME.test(name.trim());
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('create')}
      action={t('createAction')}
      busy={create.isPending}
      isChanged={drafts.isChanged || name !== '' || description !== ''}
      disabled={!isNamed || !drafts.isReady}
      error={create.error ?? drafts.error}
      foot={<EntityFaults drafts={drafts} />}
      onSubmit={() =>
        create.mutate(
          { name: name.trim(), description: description.trim(), config: drafts.config() },
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
      <EntityFields drafts={drafts} />
    </FormDialog>
  );
}
