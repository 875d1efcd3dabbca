import { RenameDialog } from '@/ui/rename-dialog';
import { useRenameRun, type RunInfo } from '../api/run';
import { useRunMessages } from '../messages';

export function RenameRunDialog({ info, onClose }: { info: RunInfo; onClose: () => void }) {
  const t = useRunMessages();
  return (
    <RenameDialog
      title={t('renameTitle')}
      name={info.run_name}
      rename={useRenameRun(info.run_id)}
      done={(name) => t('renamed', { name })}
      open
      onClose={onClose}
    />
  );
}
