import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { registeredModelRoute } from '@/lib/routes';
import { FormDialog } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/text-field';
import { useCreateModel } from '../api/models';
import { useRegistryMessages } from '../messages';

/** Asks for the name of a model that has no version yet. */
export function CreateModelDialog({ onClose }: { onClose: () => void }) {
  const t = useRegistryMessages();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const create = useCreateModel();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('create')}
      action={t('createAction')}
      busy={create.isPending}
      disabled={name.trim() === ''}
      error={create.error}
      onSubmit={() =>
        create.mutate(
          { name: name.trim(), description },
          {
            onSuccess: ({ registered_model: model }) => {
              onClose();
              void navigate({ to: registeredModelRoute.to, params: { modelName: model.name } });
            },
          },
        )
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
      <TextArea label={t('description')} placeholder={t('description')} value={description} onChange={setDescription} />
    </FormDialog>
  );
}
