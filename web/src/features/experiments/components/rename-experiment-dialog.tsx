import { RenameDialog } from '@/ui/rename-dialog';
import { useRenameExperiment, type Experiment } from '../api/experiments';
import { useExperimentMessages } from '../messages';

type RenameProps = { experiment: Experiment; open: boolean; onClose: () => void };

export function RenameExperimentDialog({ experiment, open, onClose }: RenameProps) {
  const t = useExperimentMessages();
  return (
    <RenameDialog
      title={t('renameTitle')}
      name={experiment.name}
      rename={useRenameExperiment(experiment.experiment_id)}
      done={(name) => t('renamed', { name })}
      open={open}
      onClose={onClose}
    />
  );
}
