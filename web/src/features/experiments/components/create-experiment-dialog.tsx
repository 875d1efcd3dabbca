import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { useCreateExperiment } from '../api/experiments';
import { useExperimentMessages } from '../messages';

export function CreateExperimentDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useExperimentMessages();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const create = useCreateExperiment();
  const close = () => {
    onClose();
    setName('');
    create.reset();
  };
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('create')}
      action={t('createAction')}
      busy={create.isPending}
      disabled={name.trim() === ''}
      error={create.error}
      onSubmit={() =>
        create.mutate(name.trim(), {
          onSuccess: ({ experiment_id: experimentId }) => {
            close();
            void navigate({ to: '/experiments/$experimentId', params: { experimentId } });
          },
        })
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
    </FormDialog>
  );
}
