import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { HowFar } from '@/ui/how-far';
import { notify, notifyError } from '@/ui/toast';
import { useMoveExperiments } from '../api/experiments';
import { useExperimentMessages } from '../messages';

/** Deleting experiments: asks first, then offers the way back. */
export function useDeletion(onDone: () => void) {
  const t = useExperimentMessages();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const bringBack = useMoveExperiments('restore', {
    onDone: (restored) => notify(t('restored', { count: restored.length })),
    onError: notifyError,
  });
  const restore = (ids: readonly string[]) => bringBack.mutate(ids, { onSuccess: onDone });
  const remove = useMoveExperiments('delete', {
    onDone: (deleted) =>
      notify(t('deleted', { count: deleted.length }), { label: t('undo'), run: () => restore(deleted) }),
  });
  const confirmed = () =>
    remove.mutate(asked, {
      onSuccess: () => {
        setAsked([]);
        onDone();
      },
    });

  const dialog = (
    <FormDialog
      open={asked.length > 0}
      onClose={() => {
        remove.giveUp();
        setAsked([]);
      }}
      title={t('deleteTitle', { count: asked.length })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      mayLeave
      error={remove.error}
      onSubmit={confirmed}
    >
      <p>{t('deleteText')}</p>
      <HowFar progress={remove.progress} onGiveUp={remove.giveUp} />
    </FormDialog>
  );
  const howFar = <HowFar progress={bringBack.progress} onGiveUp={bringBack.giveUp} />;
  return { ask: setAsked, restore, isRestoring: bringBack.isPending, howFar, dialog };
}
