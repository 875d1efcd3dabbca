import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useDuplicateRun, type Run } from '../api/run';
import { useRunMessages } from '../messages';

export function DuplicateDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const t = useRunMessages();
  const navigate = useNavigate();
  const [name, setName] = useState(t('copyOf', { name: run.info.run_name }));
  const duplicate = useDuplicateRun(run);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('duplicateTitle')}
      action={t('duplicate')}
      busy={duplicate.isPending}
      disabled={name.trim() === ''}
      error={duplicate.error}
      onSubmit={() =>
        duplicate.mutate(name.trim(), {
          onSuccess: ({ experiment_id: experimentId, run_id: runId }) => {
            notify(t('duplicated'));
            onClose();
            void navigate({ to: '/experiments/$experimentId/runs/$runId', params: { experimentId, runId } });
          },
        })
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
      <p className="muted">{t('duplicateText', { params: run.data.params?.length ?? 0 })}</p>
    </FormDialog>
  );
}
