import { useState } from 'react';
import type { Experiment } from '@/api/schema.gen';
import { ExperimentPicker } from '@/ui/experiment-picker';
import { notify } from '@/ui/toast';
import { useMoveRuns } from '../api/run-actions';
import { useRunMessages } from '../messages';
import { ChangeDialog } from './change-dialog';

type MoveDialogProps = {
  ids: readonly string[];
  /** Where they are now. */
  experimentId: string;
  onClose: () => void;
  onMoved: () => void;
};

/** Asks to which experiment runs go. */
export function MoveDialog({ ids, experimentId, onClose, onMoved }: MoveDialogProps) {
  const t = useRunMessages();
  const [target, setTarget] = useState<Experiment>();
  const move = useMoveRuns({
    onDone: (moved) => notify(t('moved', { count: moved, experiment: target?.name ?? '' })),
  });
  return (
    <ChangeDialog
      title={t('moveTitle', { count: ids.length })}
      action={t('move')}
      change={move}
      disabled={target === undefined}
      onSubmit={() => target && move.mutate({ ids, experimentId: target.experiment_id }, { onSuccess: onMoved })}
      onClose={onClose}
    >
      <ExperimentPicker label={t('moveTo')} chosen={target} onChoose={setTarget} without={[experimentId]} />
      <p className="muted">{t('moveText')}</p>
    </ChangeDialog>
  );
}
