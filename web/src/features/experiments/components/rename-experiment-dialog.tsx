import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useRenameExperiment, type Experiment } from '../api/experiments';
import { useExperimentMessages } from '../messages';

type RenameProps = { experiment: Experiment; open: boolean; onClose: () => void };

export function RenameExperimentDialog({ experiment, open, onClose }: RenameProps) {
  const t = useExperimentMessages();
  const [name, setName] = useState(experiment.name);
  const rename = useRenameExperiment(experiment.experiment_id);
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t('renameTitle')}
      action={t('rename')}
      busy={rename.isPending}
      disabled={name.trim() === '' || name === experiment.name}
      error={rename.error}
      onSubmit={() =>
        rename.mutate(name.trim(), {
          onSuccess: () => {
            notify(t('renamed', { name: name.trim() }));
            onClose();
          },
        })
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
    </FormDialog>
  );
}
