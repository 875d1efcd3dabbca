import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';
import { useRotateKeys } from '../api/keys';
import { useKeyMessages } from '../messages';

/** Says what a rotation does and needs, and does it. */
export function RotateDialog({ onClose }: { onClose: () => void }) {
  const t = useKeyMessages();
  const rotate = useRotateKeys();
  return (
    <FormDialog
      open
      title={t('rotateTitle')}
      action={t('rotate')}
      busy={rotate.isPending}
      error={rotate.error}
      onClose={onClose}
      onSubmit={() =>
        rotate.mutate(undefined, {
          onSuccess: () => {
            notify(t('rotated'));
            onClose();
          },
        })
      }
    >
      <p>{t('rotateText')}</p>
      <p>{t('rotateOwn')}</p>
      <p>{t('rotateBackup')}</p>
      <p>{t('rotateFiles')}</p>
    </FormDialog>
  );
}
