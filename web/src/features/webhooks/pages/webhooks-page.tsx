import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { Rows } from '@/ui/rows';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { webhooksQuery } from '../api/webhooks';
import { WebhookDialog } from '../components/webhook-dialog';
import { WebhookLine } from '../components/webhook-line';
import { useWebhookMessages } from '../messages';

/** Who is told what happens to models and prompts, for who manages the workspace. */
export function WebhooksPage() {
  const t = useWebhookMessages();
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery);
  const [isCreating, setCreating] = useState(false);
  if (!webhooks) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return (
    <Page
      title={t('title')}
      actions={
        <Button kind="primary" onClick={() => setCreating(true)}>
          <Plus />
          {t('create')}
        </Button>
      }
    >
      <p className="muted">{t('about')}</p>
      {webhooks.length === 0 ? (
        <EmptyState icon={<WebhookIcon />} title={t('none')}>
          <p className="muted">{t('noneHint')}</p>
        </EmptyState>
      ) : (
        <Rows label={t('title')}>
          {webhooks.map((webhook) => (
            <WebhookLine key={webhook.id} webhook={webhook} />
          ))}
        </Rows>
      )}
      {isCreating && <WebhookDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
