import { FormDialog } from '@/ui/dialog';
import { type Rollout, type useEndRollout } from '../api/rollouts';
import { useRolloutMessages } from '../messages-rollout';

type PromoteDialogProps = { rollout: Rollout; end: ReturnType<typeof useEndRollout>; onClose: () => void };

/**
 * Asks before an entity gets at once what the last step gives it: nothing turns that back by itself. It stays where the
 * rollout ends meanwhile, and says so.
 */
export function PromoteDialog({ rollout: { entity, state, steps = [] }, end, onClose }: PromoteDialogProps) {
  const t = useRolloutMessages();
  const share = steps.at(-1) ?? 0;
  const hasEnded = state !== 'RUNNING' && !end.isPending && !end.isSuccess;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('promoteTitle', { entity, share })}
      action={t('promote', { share })}
      busy={end.isPending}
      error={end.error}
      disabled={hasEnded}
      onSubmit={() => end.mutate('promote', { onSuccess: onClose })}
    >
      {hasEnded ? (
        <p role="status">{t('endedMeanwhile', { state: t(`state.${state}`) })}</p>
      ) : (
        <p>{t(share === 100 ? 'promoteAll' : 'promoteRest', { rest: 100 - share })}</p>
      )}
    </FormDialog>
  );
}
