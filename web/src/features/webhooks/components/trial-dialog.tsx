import { useEffect } from 'react';
import { Dialog } from '@/ui/dialog';
import { ErrorNote } from '@/ui/states';
import { useTestWebhook, type Webhook } from '../api/webhooks';
import { useWebhookMessages } from '../messages';
import styles from './parts.module.css';

/** Sends an example as it opens, and shows what the receiver answered. */
export function TrialDialog({ webhook, name, onClose }: { webhook: Webhook; name: string; onClose: () => void }) {
  const t = useWebhookMessages();
  const { mutate, data, error } = useTestWebhook(webhook);
  useEffect(() => mutate(undefined), [mutate]);
  return (
    <Dialog open title={t('tested', { name })} onClose={onClose}>
      {!data && !error && <p role="status">{t('testing')}</p>}
      {error && <ErrorNote error={error} />}
      {data && (
        <>
          <p role="status">{data.status === undefined ? t('notTaken') : t('taken', { status: data.status })}</p>
          {data.text !== '' && (
            <pre className={styles['answer']} aria-label={t('answered')}>
              {data.text}
            </pre>
          )}
        </>
      )}
    </Dialog>
  );
}
