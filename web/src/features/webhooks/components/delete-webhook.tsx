import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';
import { useDeleteWebhook, type Webhook } from '../api/webhooks';
import { useWebhookMessages } from '../messages';

/** Asks before a webhook is deleted. */
export function DeleteWebhook({ webhook, name, onClose }: { webhook: Webhook; name: string; onClose: () => void }) {
  const t = useWebhookMessages();
  const remove = useDeleteWebhook(webhook);
  return (
    <FormDialog
      open
      danger
      title={t('deleteTitle', { name })}
      action={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify(t('deleted', { name }));
            onClose();
          },
        })
      }
    >
      <p>{t('deleteText')}</p>
    </FormDialog>
  );
}
