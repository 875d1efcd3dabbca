import { useState } from 'react';
import type { Experiment } from '@/api/schema.gen';
import { FormDialog } from '@/ui/dialog';
import { ExperimentPicker } from '@/ui/experiment-picker';
import { notify } from '@/ui/toast';
import { useMoveRuns } from '../api/run-actions';
import { useRunMessages } from '../messages';
import { HowFar } from './how-far';

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
  const move = useMoveRuns();
  return (
    <FormDialog
      open
      onClose={() => {
        move.giveUp();
        onClose();
      }}
      title={t('moveTitle', { count: ids.length })}
      action={t('move')}
      busy={move.isPending}
      disabled={target === undefined}
      error={move.error}
      onSubmit={() => {
        if (!target) return;
        move.mutate(
          { ids, experimentId: target.experiment_id },
          {
            onSuccess: (moved) => {
              notify(t('moved', { count: moved, experiment: target.name }));
              onMoved();
            },
          },
        );
      }}
    >
      <ExperimentPicker label={t('moveTo')} chosen={target} onChoose={setTarget} without={[experimentId]} />
      <p className="muted">{t('moveText')}</p>
      <HowFar progress={move.progress} onGiveUp={move.giveUp} />
    </FormDialog>
  );
}
