import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { notify, notifyError } from '@/ui/toast';
import { useDeleteExperiments, useRestoreExperiments } from '../api/experiments';
import { useExperimentMessages } from '../messages';

/** Deleting experiments: asks first, then offers the way back. */
export function useDeletion(onDone: () => void) {
  const t = useExperimentMessages();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const remove = useDeleteExperiments();
  const bringBack = useRestoreExperiments();

  const restore = (ids: readonly string[]) =>
    bringBack.mutate(ids, {
      onSuccess: () => {
        notify(t('restored', { count: ids.length }));
        onDone();
      },
      onError: notifyError,
    });
  const confirmed = () =>
    remove.mutate(asked, {
      onSuccess: () => {
        notify(t('deleted', { count: asked.length }), { label: t('undo'), run: () => restore(asked) });
        setAsked([]);
        onDone();
      },
    });

  const dialog = (
    <FormDialog
      open={asked.length > 0}
      onClose={() => setAsked([])}
      title={t('deleteTitle', { count: asked.length })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={confirmed}
    >
      <p>{t('deleteText')}</p>
    </FormDialog>
  );
  return { ask: setAsked, restore, dialog };
}
